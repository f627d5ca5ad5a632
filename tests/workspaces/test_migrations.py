from importlib import import_module
from unicodedata import normalize

import pytest
from django.apps import apps
from django.db import connection

from hireguide.workspaces.models import Client, Tag
from tests.factories import make_client, make_workspace

pytestmark = pytest.mark.django_db

FOLDED_ANEW = import_module("hireguide.workspaces.migrations.0004_folded_anew")
FOLDED_NAMES = import_module("hireguide.workspaces.migrations.0003_folded_names")


def test_names_that_were_there_are_folded_and_of_tags_that_are_one_the_first_stays():
    acme = make_client(make_workspace(), "École", tags=["Öko", "spring"], contact_name="Éva")
    Client.objects.update(name_folded="", contact_folded="")
    Tag.objects.filter(name="Öko").update(name_folded="-")
    second = Tag.objects.create(client=acme, name="öko")
    Tag.objects.filter(pk=second.pk).update(name_folded="--")
    FOLDED_NAMES.fold(apps, connection.schema_editor())
    assert Client.objects.filter(name_folded="école", contact_folded="éva").exists()
    assert list(Tag.objects.values_list("name", "name_folded")) == [("spring", "spring"), ("Öko", "öko")]


def test_names_stored_with_their_accents_apart_are_folded_anew_and_of_tags_that_are_one_the_first_stays():
    apart = normalize("NFD", "École")
    acme = make_client(make_workspace(), apart, tags=["École", "spring"], contact_name=apart)
    second = Tag.objects.create(client=acme, name="-")
    later = Tag.objects.create(client=make_client(acme.workspace, "Bolt"), name="-")
    Client.objects.filter(pk=acme.pk).update(name_folded=apart.lower(), contact_folded=apart.lower())
    Tag.objects.filter(pk__in=[second.pk, later.pk]).update(name=apart, name_folded=apart.lower())
    FOLDED_ANEW.fold(apps, connection.schema_editor())
    assert Client.objects.filter(name_folded="école", contact_folded="école").exists()
    assert set(Tag.objects.values_list("client__name", "name", "name_folded")) == {
        (apart, "École", "école"),
        (apart, "spring", "spring"),
        ("Bolt", apart, "école"),
    }
