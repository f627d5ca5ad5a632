"""The page of the rules in the admin, which says which draft they are of."""

import pytest
from django.urls import reverse

from tests.factories import make_rulebook_draft

pytestmark = pytest.mark.django_db
PAGE = "/admin/rulebooks/"


def test_every_part_of_the_rules_is_a_link_away_the_grid_too(admin_client):
    draft = make_rulebook_draft()
    shown = admin_client.get(PAGE).content.decode()
    assert draft.title in shown
    assert "No draft is open" not in shown
    kinds = ["situation", "evidence", "verdicttext", "advice", "cost", "plan", "source", "example", "expectation"]
    kinds += ["edition", "rulebookdraft"]
    for address in (reverse("editing:grid"), *(reverse(f"admin:rulebooks_{kind}_changelist") for kind in kinds)):
        assert f'href="{address}"' in shown


def test_without_a_draft_it_says_how_to_begin_one(admin_client):
    shown = admin_client.get(PAGE).content.decode()
    assert "No draft is open" in shown
    assert f'href="{reverse("editing:start")}"' in shown
