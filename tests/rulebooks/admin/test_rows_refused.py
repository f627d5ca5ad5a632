"""What the pages of rows refuse though no page of ours posts it: broken revisions, and columns nobody may ask for."""

import pytest
from django.urls import reverse

from hireguide.rulebooks.models import Evidence
from tests.factories import make_rulebook_draft
from tests.rulebooks.admin.people import make_editor
from tests.rulebooks.forms.posting import evidence_inputs

pytestmark = pytest.mark.django_db


@pytest.fixture
def slips(client):
    client.force_login(make_editor())
    return Evidence.objects.get(draft=make_rulebook_draft(), key="slips")


def page(name, *args):
    return reverse(f"admin:rulebooks_evidence_{name}", args=args)


def typed(**changes):
    """What the form of `slips` posts with fewer points, and with some of it otherwise."""
    condition = {"field": "delivery_pain", "op": "at_least", "value": "medium"}
    lines = {f"when__all__0__{name}": text for name, text in condition.items()}
    return evidence_inputs(**{"key": "slips", "points": "4", "revision": "1", **lines, **changes})


def test_as_the_page_posts_it_it_is_stored(client, slips):
    client.post(page("change", slips.pk), typed())
    assert Evidence.objects.get(pk=slips.pk).points == 4


@pytest.mark.parametrize("revision", ["9" * 5000, "²", "-1", "one"])
def test_what_is_no_revision_neither_writes_nor_deletes(client, slips, revision):
    assert client.post(page("change", slips.pk), typed(revision=revision)).status_code == 409
    assert client.post(page("change", slips.pk), typed(revision="7", over=revision)).status_code == 409
    assert client.post(page("delete", slips.pk), {"revision": revision}).status_code == 409
    assert Evidence.objects.get(pk=slips.pk).points == 5


def test_a_column_that_no_row_is_known_by_is_not_given_away(client, slips):
    asked = {"_popup": "1", "_to_field": "draft"}
    assert client.post(page("change", slips.pk), typed(**asked)).status_code == 400
    assert client.post(page("add"), evidence_inputs(**asked)).status_code == 400
    assert Evidence.objects.get(pk=slips.pk).points == 5
