"""Overrides in the admin: works · needs the right · said on the diagnosis' page · answered once · stays quick."""

import importlib
import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.forms.override import LONGEST_REASON
from hireguide.diagnoses.models import Override, OverrideTrace
from hireguide.diagnoses.services import delete_diagnosis, override_diagnosis, review_override
from hireguide.workspaces.models import Activity
from tests.factories import (
    ADA,
    BEN,
    NOW,
    make_client,
    make_client_diagnosis,
    make_diagnosis,
    make_edition,
    make_profile,
    make_user,
    make_workspace,
)

pytestmark = pytest.mark.django_db

LIST = reverse("admin:diagnoses_overridetrace_changelist")
SAID = {"verdict": "pairing", "reason": "The board wants both at once."}


def page_of(override):
    return reverse("admin:diagnoses_overridetrace_change", args=[override.trace_id])


def otherwise(diagnosis):
    return reverse("admin:diagnoses_diagnosis_override", args=[diagnosis.pk])


@pytest.fixture
def override():
    return override_diagnosis(make_diagnosis(), **SAID, by=make_user("expert@example.com"), now=NOW)


def sign_in(client, group):
    importlib.import_module("hireguide.editing.migrations.0003_groups").make_groups(apps, None)
    user = make_user(BEN, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


def text(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_the_list_sets_what_was_said_beside_what_the_rules_said_and_what_decided(client, override):
    sign_in(client, "Support")
    shown = text(client.get(LIST))
    assert "VP Engineering first" in shown
    assert short_title("pairing") in shown
    assert "grid: execution large, strategy none, most of all slips (+5 execution)" in shown
    assert "The board wants both at once." in shown
    assert "Waiting" in shown


def test_where_a_situation_decided_it_is_named_and_a_verdict_without_reasons_has_none(client):
    small = make_diagnosis(profile=make_profile(employee_count=2))
    override_diagnosis(small, verdict="pairing", reason="So.", by=None, now=NOW)
    sign_in(client, "Support")
    assert ">situation too_small<" in text(client.get(LIST))


@pytest.mark.parametrize(("wanted", "found"), [("yes", ["waiting"]), ("no", ["seen"]), ("?", ["seen", "waiting"])])
def test_the_list_is_narrowed_to_those_that_wait(client, wanted, found):
    diagnosis = make_diagnosis()
    for reason in ("waiting", "seen"):
        override_diagnosis(diagnosis, verdict="pairing", reason=reason, by=None, now=NOW)
    review_override(Override.objects.get(reason="seen").trace, review="Good.", by=None, now=NOW)
    sign_in(client, "Support")
    listed = client.get(LIST, {"waiting": wanted}).context["cl"].result_list
    assert sorted(row.said.reason for row in listed) == found


def test_many_take_no_more_queries_than_few(client, django_assert_max_num_queries):
    for engineers in range(12):
        kept = make_diagnosis(profile=make_profile(delivery_pain="high", engineer_count=engineers + 1))
        override_diagnosis(kept, **SAID, by=None, now=NOW)
    sign_in(client, "Rule editors")
    with django_assert_max_num_queries(10):
        assert len(client.get(LIST).context["cl"].result_list) == 12


def test_an_editor_says_once_what_came_of_it_and_changes_nothing_else(client, override):
    editor = sign_in(client, "Rule editors")
    posted = {"review": "The rule stays: one board is no pattern.", "reason": "Changed", "verdict": "neither_yet"}
    assert client.post(page_of(override), posted).url == LIST
    override.refresh_from_db()
    assert (override.review, override.reviewed_by) == (posted["review"], editor)
    assert override.trace.reviewed_on == timezone.localdate()
    assert (override.reason, override.verdict) == (SAID["reason"], SAID["verdict"])


def test_the_second_who_says_what_came_of_it_is_told_who_was_first_and_keeps_what_was_typed(client, override):
    ada = make_user(ADA)
    sign_in(client, "Rule editors")
    review_override(override.trace, review="The rule stays.", by=ada, now=NOW)
    shown = text(client.post(page_of(override), {"review": "A rule was changed."}))
    assert f"{ADA} has said already what came of it: “The rule stays.”" in shown
    assert "A rule was changed.</textarea>" in shown
    override.refresh_from_db()
    assert (override.review, override.reviewed_by) == ("The rule stays.", ada)
    assert override.trace.reviewed_on == timezone.localdate(NOW)
    assert "<textarea" not in text(client.get(page_of(override)))


def test_what_came_of_it_is_not_left_blank(client, override):
    sign_in(client, "Rule editors")
    shown = text(client.post(page_of(override), {"review": " "}))
    assert "Say what came of it, in a sentence" in shown
    assert OverrideTrace.objects.get().reviewed_on is None


def test_what_came_of_it_is_as_long_as_somebody_reads(client, override):
    sign_in(client, "Rule editors")
    typed = "r" * 2_001
    shown = text(client.post(page_of(override), {"review": typed}))
    assert "Shorten it to 2,000 characters; it has 2,001" in shown
    assert typed in shown
    assert OverrideTrace.objects.get().reviewed_on is None


def test_its_page_leads_to_the_diagnosis_and_the_edition_that_judged(client, override):
    sign_in(client, "Support")
    shown = text(client.get(page_of(override)))
    assert f'href="{reverse("admin:diagnoses_diagnosis_change", args=[override.diagnosis_id])}"' in shown
    assert f'href="{reverse("admin:rulebooks_edition_change", args=[override.diagnosis.edition_id])}"' in shown
    told = re.sub(r"<[^>]+>|\s+", " ", shown)
    for label, said in (
        ("Reason", SAID["reason"]),
        ("By", "expert@example.com"),
        ("At", "21 November 2026, 09:00"),
        ("Looked at", "Waiting"),
    ):
        assert re.search(rf"{label}: *{said}", told)


@pytest.fixture
def trace(override):
    """Of an override whose diagnosis has been deleted."""
    delete_diagnosis(override.diagnosis, now=NOW)
    return OverrideTrace.objects.get()


def test_one_whose_diagnosis_has_been_deleted_stays_in_the_list_and_says_so(client, trace):
    sign_in(client, "Support")
    shown = text(client.get(LIST))
    assert "Its diagnosis has been deleted; the reason went with it." in shown
    assert ">grid: execution large, strategy none<" in shown
    assert short_title("pairing") in shown
    assert SAID["reason"] not in shown
    page = text(client.get(reverse("admin:diagnoses_overridetrace_change", args=[trace.pk])))
    assert "Its diagnosis has been deleted; the reason went with it. It was judged by" in page
    assert f'href="{reverse("admin:rulebooks_edition_change", args=[trace.edition_id])}"' in page
    assert "Mark as looked at" not in page


def test_it_is_marked_as_looked_at_and_nothing_is_written_of_it(client, trace):
    sign_in(client, "Rule editors")
    page = reverse("admin:diagnoses_overridetrace_change", args=[trace.pk])
    shown = text(client.get(page))
    assert "Mark as looked at" in shown
    assert "<textarea" not in shown
    told = text(client.post(page, {"review": "Typed before it was deleted."}, follow=True))
    assert "Its diagnosis has been deleted: it is marked as looked at, and nothing more is noted of it." in told
    trace.refresh_from_db()
    assert trace.reviewed_on == timezone.localdate()
    assert "Mark as looked at" not in text(client.get(page))
    assert "Somebody has looked at it already. Nothing of yours was stored" in text(client.post(page))


def test_support_only_looks(client, override):
    sign_in(client, "Support")
    assert "<textarea" not in text(client.get(page_of(override)))
    assert client.post(page_of(override), {"review": "Mine."}).status_code == 403
    assert client.get(otherwise(override.diagnosis)).status_code == 403
    assert "Say otherwise" not in text(
        client.get(reverse("admin:diagnoses_diagnosis_change", args=[override.diagnosis_id]))
    )


def test_nobody_adds_or_deletes_one_here(client, override):
    client.force_login(make_user(ADA))
    assert client.get(reverse("admin:diagnoses_overridetrace_add")).status_code == 403
    assert client.post(reverse("admin:diagnoses_overridetrace_delete", args=[override.trace_id])).status_code == 403
    assert Override.objects.count() == OverrideTrace.objects.count() == 1


def test_it_needs_a_sign_in_and_the_right_to_look(client, override):
    assert client.get(LIST).url.startswith(reverse("admin:login"))
    sign_in(client, "Rule approvers")
    assert client.get(LIST).status_code == client.get(page_of(override)).status_code == 403
    assert client.post(otherwise(override.diagnosis), SAID).status_code == 403


def test_who_may_says_otherwise_on_the_page_of_the_diagnosis(client):
    kept = make_diagnosis()
    page = reverse("admin:diagnoses_diagnosis_change", args=[kept.pk])
    expert = make_user(BEN, is_staff=True)
    rights = ("view_diagnosis", "add_override", "view_override")
    expert.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(expert)
    assert f'action="{otherwise(kept)}"' in text(client.get(page))
    assert client.post(otherwise(kept), SAID).url == page
    said = Override.objects.get()
    assert (said.diagnosis, said.verdict, said.reason, said.by) == (kept, SAID["verdict"], SAID["reason"], expert)
    assert SAID["reason"] in text(client.get(page))


def test_said_otherwise_of_a_clients_diagnosis_its_workspace_learns_it(client):
    make_edition()
    kept = make_client_diagnosis(make_client(make_workspace()))
    ada = make_user(ADA)
    client.force_login(ada)
    assert client.post(otherwise(kept), SAID).status_code == 302
    line = Activity.objects.first()
    assert (line.what, line.who, line.client) == ("said otherwise than the rules about Acme", ada, kept.client)


@pytest.mark.parametrize(
    ("posted", "told"),
    [
        (
            {**SAID, "verdict": "vp_engineering_first"},
            "Select another verdict: “VP Engineering first” is what",
        ),
        ({**SAID, "verdict": ""}, "Select what the verdict should have been"),
        ({**SAID, "verdict": "cto"}, "Select one of the four verdicts"),
        ({**SAID, "reason": ""}, "Say why, in a sentence or two"),
        ({**SAID, "reason": "x" * (LONGEST_REASON + 1)}, "Shorten the reason to 2,000 characters; it has 2,001"),
    ],
)
def test_what_is_wrong_is_told_beside_what_was_typed_and_nothing_is_kept(client, posted, told):
    client.force_login(make_user(ADA))
    shown = text(client.post(otherwise(make_diagnosis()), posted), status=422)
    assert "<title>Error: Say otherwise – Hireguide</title>" in shown
    assert shown.count(told) == 2  # in the summary, and beside the field
    assert posted["reason"] in shown
    assert not Override.objects.exists()


def test_saying_otherwise_of_nothing_finds_nothing(client):
    client.force_login(make_user(ADA))
    assert client.get(reverse("admin:diagnoses_diagnosis_override", args=[999])).status_code == 404
