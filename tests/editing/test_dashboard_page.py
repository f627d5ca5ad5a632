"""The admin's first page: works for each group · needs sign-in · shows only what one may see · stays quick."""

import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.services import override_diagnosis
from hireguide.editing.services.replay import open_replay, run_replay
from hireguide.profiles.models import CompanyProfile
from hireguide.rulebooks.selectors import open_draft
from tests.factories import ADA, BEN, NOW, make_diagnosis, make_edition, make_rulebook_draft, make_user

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:index")
OVERRIDES = f"{reverse('admin:diagnoses_overridetrace_changelist')}?waiting=yes"
PARTS = {"The rules", "Overrides waiting", "Diagnoses kept a week", "Where founders hesitate"}


def sign_in(client, group):
    importlib.import_module("hireguide.editing.migrations.0003_groups").make_groups(apps, None)
    user = make_user(BEN, is_staff=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)


def shown(client):
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def parts(page):
    return {part for part in PARTS if f"<h2>{part}</h2>" in page}


@pytest.fixture
def busy():
    edition = make_edition()
    make_rulebook_draft(base=edition, title="Weigh slips less")
    override_diagnosis(make_diagnosis(), verdict="pairing", reason="So.", by=None, now=NOW)


@pytest.mark.parametrize(
    ("group", "seen"),
    [
        ("Rule editors", PARTS),
        ("Support", PARTS),
        ("Rule approvers", {"The rules"}),
        (None, {"The rules"}),
    ],
)
def test_each_group_sees_what_it_may(client, busy, group, seen):
    sign_in(client, group)
    page = shown(client)
    assert parts(page) == seen
    assert (f'href="{OVERRIDES}"' in page) == ("Overrides waiting" in seen)
    assert ("Weigh slips less" in page) == (group is not None)
    assert "“A small rulebook”, judges since 21 November 2026" in page


def test_it_needs_a_sign_in(client):
    assert client.get(PAGE).url.startswith(reverse("admin:login"))


def test_the_draft_is_shown_with_its_replay(client, busy):
    sign_in(client, "Support")
    page = shown(client)
    assert f'href="{reverse("editing:draft")}"' in page
    assert "It has not been replayed since it was last edited." in page
    replay = open_replay(open_draft(), by=None, at=NOW)
    assert "Its replay is waiting for a worker: 0 of 1 diagnoses are judged." in shown(client)
    run_replay(replay.pk, worker="one", clock=lambda: NOW)
    assert "Replayed as it is now: 0 of 1 kept diagnoses would change." in shown(client)


def test_where_there_is_nothing_it_says_what_to_do(client):
    sign_in(client, "Rule editors")
    page = shown(client)
    assert "load_rulebook FILE --publish" in page
    assert "Founders keep one with “Keep this”" in page
    assert "No answers are under way" in page
    assert "it waits here for whoever edits them" in page


def test_only_who_may_change_a_draft_is_led_to_start_one(client):
    make_edition()
    sign_in(client, "Support")
    assert reverse("editing:start") not in shown(client)
    client.force_login(make_user(ADA))
    assert f'href="{reverse("editing:start")}"' in shown(client)


def test_a_hundred_diagnoses_take_few_queries(client, busy, django_assert_max_num_queries):
    kept = Diagnosis.objects.get()
    profiles = CompanyProfile.objects.bulk_create(CompanyProfile() for _ in range(100))
    same = {"edition": kept.edition, "result": kept.result, "verdict": kept.verdict, "made_at": kept.made_at}
    Diagnosis.objects.bulk_create(Diagnosis(profile=profile, answers_digest="x", **same) for profile in profiles)
    sign_in(client, "Rule editors")
    shown(client)
    with django_assert_max_num_queries(19):
        page = shown(client)
    assert "VP Engineering first: 101." in page


def test_the_list_below_leads_to_what_staff_look_for(client):
    make_edition()
    client.force_login(make_user(ADA))
    page = shown(client)
    assert page.index(">Rules</a>") < page.index(">Behind the scenes</a>")
    assert "Tasks Database Backend" not in page
    assert f'href="{reverse("editing:grid")}">The grid</a>' in page
