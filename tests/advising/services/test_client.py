from datetime import timedelta

import pytest
from django.http import Http404

from hireguide.advising.selectors.client import drafts_of, latest_diagnosis
from hireguide.advising.services.client import ask_again
from hireguide.advising.services.clients import delete_client
from hireguide.diagnoses.services import NoEditionError, delete_draft, store_answers
from hireguide.workspaces.models import Activity, Client
from tests.factories import (
    NOW,
    make_client,
    make_client_diagnosis,
    make_edition,
    make_member,
    make_profile,
    make_workspace,
)

pytestmark = pytest.mark.django_db


def test_the_last_answers_are_filled_in_with_what_was_not_known():
    make_edition()
    company = make_client(make_workspace())
    make_client_diagnosis(company, profile=make_profile(delivery_pain="low"), now=NOW - timedelta(days=9))
    profile = make_profile(company_name="Acme GmbH", delivery_pain="high", unguided_decisions=False)
    make_client_diagnosis(company, profile=profile, dont_know=["urgency", "engineer_count"])
    draft = ask_again(company, last=latest_diagnosis(company), by=None, now=NOW)
    assert draft.client == company
    assert draft.answers == {
        "company_name": "Acme GmbH",
        "delivery_pain": "high",
        "unguided_decisions": "no",
        "urgency": "unknown",
        "engineer_count__unknown": "yes",
    }


def test_the_first_time_what_the_record_says_is_not_asked_again():
    make_edition()
    company = make_client(make_workspace(), stage="seed", employee_count=12)
    draft = ask_again(company, last=None, by=None, now=NOW)
    assert draft.answers == {"company_name": "Acme", "stage": "seed", "employee_count": "12"}


def test_without_an_edition_nothing_is_begun():
    with pytest.raises(NoEditionError):
        ask_again(make_client(make_workspace()), last=None, by=None, now=NOW)


def test_answers_are_under_way_until_they_are_kept_and_again_once_they_change():
    make_edition()
    company = make_client(make_workspace())
    kept = make_client_diagnosis(company)
    assert not drafts_of(company, now=NOW)
    later = NOW + timedelta(hours=1)
    store_answers(
        draft=kept.draft, section="delivery", names=["urgency"], posted={"urgency": "unknown"}, by=None, now=later
    )
    assert list(drafts_of(company, now=later)) == [kept.draft]


def test_it_leaves_a_line_without_an_answer_and_so_does_deleting_what_was_begun():
    make_edition()
    workspace = make_workspace()
    dora = workspace.memberships.get().user
    company = make_client(workspace, stage="seed")
    draft = ask_again(company, last=None, by=dora, now=NOW)
    delete_draft(draft, by=dora, now=NOW)
    delete_draft(draft, by=dora, now=NOW)
    lines = Activity.objects.filter(client=company, kind="diagnoses").order_by("pk")
    assert [(line.who, line.what) for line in lines] == [
        (dora, "began answers about Acme"),
        (dora, "deleted answers about Acme that were under way"),
    ]


def test_a_double_click_begins_one_draft_and_whoever_means_another_gets_it():
    make_edition()
    workspace = make_workspace()
    dora, emil = workspace.memberships.get().user, make_member(workspace)
    company = make_client(workspace)
    first = ask_again(company, last=None, by=dora, now=NOW)
    assert ask_again(company, last=None, by=dora, now=NOW + timedelta(seconds=30)) == first
    assert ask_again(company, last=None, by=emil, now=NOW + timedelta(seconds=30)) != first
    assert ask_again(company, last=None, by=dora, now=NOW + timedelta(seconds=61)) != first
    third = ask_again(company, last=None, by=dora, now=NOW + timedelta(minutes=5))
    at = NOW + timedelta(minutes=5, seconds=9)
    store_answers(draft=third, section="delivery", names=["urgency"], posted={"urgency": "unknown"}, by=dora, now=at)
    assert ask_again(company, last=None, by=dora, now=at) != third


def test_nothing_is_begun_about_a_client_that_has_gone():
    make_edition()
    workspace = make_workspace()
    company = make_client(workspace)
    delete_client(Client.objects.get(), by=workspace.memberships.get().user, at=NOW)
    with pytest.raises(Http404):
        ask_again(company, last=None, by=None, now=NOW)
