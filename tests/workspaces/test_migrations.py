from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from hireguide.workspaces.models import Client, Tag
from tests.factories import make_client, make_workspace

pytestmark = pytest.mark.django_db

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
