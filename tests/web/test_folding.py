from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis.strategies import text

from hireguide.web.folding import FoldedField, folded
from hireguide.workspaces.models import Client, Tag
from tests.factories import NOW, make_workspace


@pytest.mark.parametrize(
    ("one", "other"), [("École  42", " ÉCOLE 42"), ("Öko", "öko"), ("Straße", "STRASSE"), ("ΛΌΓΟΣ", "λόγος")]
)
def test_names_that_differ_by_case_or_spaces_are_compared_as_one(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize("name", ["École", "Ångström", "ΐ", "ế", "서울"])
def test_letters_with_accents_are_one_however_they_are_stored(name):
    composed, apart = (normalize(form, name) for form in ("NFC", "NFD"))
    assert composed != apart
    assert folded(composed) == folded(apart) == folded(apart.upper()) == folded(folded(apart))


@given(text())
def test_what_is_folded_is_at_most_three_times_as_long_and_folded_for_good(typed):
    assert len(folded(typed)) <= 3 * len(typed)
    assert folded(folded(typed)) == folded(typed)


def test_accents_are_letters_of_their_own():
    assert folded("Ecole") != folded("École")


def test_a_folded_column_is_written_anew_by_migrations():
    field = FoldedField("name", "email", max_length=9)
    path, arguments, options = field.deconstruct()[1:]
    assert path == "hireguide.web.folding.FoldedField"
    assert FoldedField(*arguments, **options).sources == ("name", "email")


@pytest.mark.django_db
def test_it_follows_its_columns_with_every_write():
    workspace = make_workspace()
    [acme] = Client.objects.bulk_create([Client(workspace=workspace, name="Ölig", contact_name="Éva", made_at=NOW)])
    assert Client.objects.filter(name_folded="ölig", contact_folded="éva").exists()
    acme.name, acme.contact_email = "Äther", "EVA@example.com"
    acme.save()
    assert Client.objects.filter(name_folded="äther", contact_folded="éva eva@example.com").exists()
    assert Tag.objects.create(client=acme, name="Öko").name_folded == "öko"
