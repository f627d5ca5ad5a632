"""`delete_account`: says what would go · deletes it when sure · refuses where others would be left without an owner."""

import pytest
from django.urls import reverse

from hireguide.accounts.models import User
from hireguide.advising.selectors.account import leaving
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.services import override_diagnosis
from hireguide.profiles.models import CompanyProfile
from hireguide.workspaces.models import Workspace
from tests.commands import run
from tests.factories import ADA, BEN, DORA, NOW, make_diagnosis, make_draft, make_member, make_user, make_workspace

pytestmark = pytest.mark.django_db


def test_it_says_what_would_go_and_deletes_it_when_sure():
    ben = make_user()
    make_diagnosis(draft=make_draft(owner=ben))
    make_workspace("Alone", owner=ben)
    said = "Diagnoses: 1. Answers under way: 1. Workspaces: “Alone”.\n"
    assert run("delete_account", "Ben@Example.com") == (
        1,
        said,
        f"{BEN}: nothing is deleted yet. Add --yes to delete all of this for ever.\n",
    )
    assert User.objects.exists()
    assert run("delete_account", BEN, "--yes") == (0, f"{said}Deleted.\n", "")
    left = [model.objects.count() for model in (User, Diagnosis, CompanyProfile, Workspace)]
    assert left == [0, 0, 0, 0]


def test_it_says_what_stays_of_overrides_in_the_pages_words(client):
    ben = make_user()
    kept = make_diagnosis(draft=make_draft(owner=ben))
    for verdict in ("pairing", "neither_yet"):
        override_diagnosis(kept, verdict=verdict, reason="So", by=ben, now=NOW)
    said = run("delete_account", BEN).out.splitlines()[1]
    assert said.startswith("For 2 verdicts that somebody said otherwise than the rules, a bare record stays for good: ")
    client.force_login(ben)
    assert f"<p>{said}</p>" in client.get(reverse("advising:delete_account")).content.decode()


def test_whoever_is_the_only_owner_of_what_others_belong_to_stays():
    workspace = make_workspace("Ours")
    make_member(workspace)
    done = run("delete_account", DORA, "--yes")
    assert done.code == 1
    assert done.err == f"{DORA}: is the only owner of “Ours”. Have somebody else made an owner there first.\n"
    assert User.objects.filter(email=DORA).exists()


def test_an_address_without_an_account_is_bad_input():
    assert run("delete_account", "nobody@example.com").code == 2


def test_an_account_that_goes_in_the_same_moment_is_told_in_words(monkeypatch):
    ben = make_user()

    def gone_meanwhile(user):
        User.objects.filter(pk=ben.pk).delete()
        return leaving(user)

    monkeypatch.setattr("hireguide.advising.management.commands.delete_account.leaving", gone_meanwhile)
    done = run("delete_account", BEN, "--yes")
    assert done.code == 2
    assert done.err == f"{BEN}: there is no such account, or no longer. Check the address; case does not matter.\n"


def test_the_last_administrator_stays_until_there_is_another():
    make_user(ADA)
    make_user("closed@example.com", is_superuser=True, is_active=False)
    done = run("delete_account", ADA, "--yes")
    assert done.code == 1
    assert done.err == f"{ADA}: is the only administrator. Make somebody else one first, in the admin’s Users.\n"
    assert User.objects.filter(email=ADA).exists()
    User.objects.update(is_active=True, is_staff=True)
    assert run("delete_account", ADA, "--yes").code == 0
