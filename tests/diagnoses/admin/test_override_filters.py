"""The queue of overrides by rule: counted · narrowed · a made-up rule narrows nothing."""

import pytest
from django.urls import reverse

from hireguide.diagnoses.models import Override
from hireguide.diagnoses.services import delete_diagnosis, override_diagnosis, review_override
from tests.factories import ADA, NOW, make_diagnosis, make_profile, make_user

pytestmark = pytest.mark.django_db

LIST = reverse("admin:diagnoses_overridetrace_changelist")


@pytest.fixture
def queue(client):
    """Two against the same cell, one looked at; one against a situation."""
    client.force_login(make_user(ADA))
    for reason, engineers in (("first", 20), ("second", 21)):
        kept = make_diagnosis(profile=make_profile(delivery_pain="high", engineer_count=engineers))
        override_diagnosis(kept, verdict="pairing", reason=reason, by=None, now=NOW)
    small = make_diagnosis(profile=make_profile(employee_count=2, unguided_decisions=True))
    override_diagnosis(small, verdict="pairing", reason="small", by=None, now=NOW)
    review_override(Override.objects.get(reason="second").trace, review="Good.", by=None, now=NOW)


def listed(client, **asked):
    return sorted(row.said.reason if row.said else "gone" for row in client.get(LIST, asked).context["cl"].result_list)


def test_those_that_wait_are_counted_by_what_decided_and_by_each_rule_that_counted(client, queue):
    page = client.get(LIST).content.decode()
    for label in (
        "grid: execution large, strategy none (1 waiting)",
        "situation too_small (1 waiting)",
        "slips (1 waiting)",
        "many_engineers (1 waiting)",
        "nobody_decides (1 waiting)",
    ):
        assert label in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"decided": "cell:large,none"}, ["first", "second"]),
        ({"decided": "cell:large,none", "waiting": "yes"}, ["first"]),
        ({"decided": "situation:too_small"}, ["small"]),
        ({"decided": "none"}, []),
        ({"rule": "slips"}, ["first", "second"]),
        ({"rule": "nobody_decides", "waiting": "yes"}, ["small"]),
        ({"rule": "slip"}, []),
        ({"rule": "slips.*"}, ["first", "second", "small"]),
        ({"decided": "what"}, ["first", "second", "small"]),
        ({"decided": "cell:none"}, ["first", "second", "small"]),
        ({"o": "4"}, ["first", "second", "small"]),
    ],
)
def test_the_queue_is_narrowed_to_the_rule_asked_for(client, queue, asked, found):
    assert listed(client, **asked) == found


def test_where_no_single_rule_decided_that_is_a_group_of_its_own(client, queue):
    open_case = make_diagnosis(profile=make_profile(board_pressure="high", unguided_decisions=True))
    result = {**open_case.result, "decided_by": None}
    type(open_case)._base_manager.filter(pk=open_case.pk).update(result=result)
    other = next(code for code in ("pairing", "neither_yet") if code != open_case.verdict)
    override_diagnosis(open_case, verdict=other, reason="open", by=None, now=NOW)
    assert "no single rule (1 waiting)" in client.get(LIST).content.decode()
    assert listed(client, decided="none") == ["open"]


def test_one_whose_diagnosis_has_been_deleted_is_counted_and_found_by_what_decided(client, queue):
    delete_diagnosis(Override.objects.get(reason="first").diagnosis, now=NOW)
    page = client.get(LIST).content.decode()
    assert "grid: execution large, strategy none (1 waiting)" in page
    assert "slips (1 waiting)" not in page  # what else counted would tell much of a company
    assert listed(client, decided="cell:large,none", waiting="yes") == ["gone"]
    assert listed(client, rule="slips") == ["second"]
