"""One's own account: works · needs sign-in · shows one's own alone · deletes what is one's own, and asks first."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from hireguide.accounts.models import User
from hireguide.advising.models import FollowUp, Reminder
from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.services import override_diagnosis
from hireguide.profiles.models import CompanyProfile
from hireguide.workspaces.models import Activity, Client, Invitation, Membership, Workspace
from hireguide.workspaces.services import accept_invitation, change_role, invite
from tests.accounts.test_sign_in import PASSWORD, sign_in, text
from tests.factories import (
    BEN,
    DORA,
    EMIL,
    NOW,
    make_client,
    make_client_diagnosis,
    make_diagnosis,
    make_draft,
    make_member,
    make_profile,
    make_user,
    make_workspace,
)

pytestmark = pytest.mark.django_db

DELETE = "/advising/account/delete/"


@pytest.fixture
def ben(client):
    user = make_user(password=PASSWORD)
    sign_in(client, BEN)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return user


@pytest.mark.parametrize("name", ["own", "account", "export_account", "delete_account"])
def test_it_needs_sign_in(client, name):
    answer = client.get(reverse(f"advising:{name}"))
    assert answer.url.startswith("/accounts/login/")


def test_what_one_keeps_is_listed_and_nobody_elses(client, ben):
    make_diagnosis(draft=make_draft(owner=ben), profile=make_profile(company_name="Mine", delivery_pain="high"))
    make_diagnosis(draft=make_draft(owner=make_user(EMIL)), profile=make_profile(company_name="Theirs"))
    make_draft(owner=ben, answers={"company_name": "Begun"})
    page = text(client.get(reverse("advising:own")))
    assert "Mine" in page
    assert "Begun" in page
    assert "Theirs" not in page


def test_the_file_has_all_that_is_ones_own_and_no_client(client, ben):
    make_diagnosis(draft=make_draft(owner=ben), profile=make_profile(company_name="Mine", delivery_pain="high"))
    make_draft(owner=ben, answers={"company_name": "Begun"})
    workspace = make_workspace(owner=ben)
    make_client_diagnosis(make_client(workspace, "Secret"), profile=make_profile(company_name="Secret"))
    answer = client.get(reverse("advising:export_account"))
    assert answer["Content-Disposition"].startswith('attachment; filename="hireguide-account-')
    found = json.loads(answer.content)
    assert found["account"]["email"] == BEN
    assert [kept["company"] for kept in found["diagnoses"]] == ["Mine"]
    assert found["diagnoses"][0]["result"]["verdict"]
    assert {"company_name": "Begun"} in [draft["answers"] for draft in found["answers_under_way"]]
    assert [one["role"] for one in found["workspaces"]] == ["owner"]
    assert "opened the workspace" in [line["what"] for line in found["activity"]]
    assert "Secret" not in json.dumps(found["diagnoses"])


def test_deleting_asks_first_and_names_what_goes(client, ben):
    make_diagnosis(draft=make_draft(owner=ben))
    workspace = make_workspace("Ben’s own", owner=ben)
    assert "stays for good" not in text(client.get(DELETE))
    override_diagnosis(make_client_diagnosis(make_client(workspace)), verdict="pairing", reason="So.", by=ben, now=NOW)
    page = text(client.get(DELETE))
    assert "For 1 verdict that somebody said otherwise than the rules, a bare record stays for good: the day" in page
    assert "1 diagnosis that is yours alone" in page
    assert "1 set of answers under way that is yours alone" in page
    assert "Ben’s own" in page
    assert User.objects.filter(pk=ben.pk).exists()


def test_what_there_is_none_of_is_not_named(client, ben):
    page = text(client.get(reverse("advising:account")))
    assert "your address, password" in page
    assert "0 diagnoses" not in page
    assert "yours alone" not in page


def test_deleting_asks_for_the_password_first(client):
    make_user(password=PASSWORD)
    sign_in(client, BEN)
    for answer in (client.get(DELETE), client.post(DELETE)):
        assert answer.url.startswith("/accounts/reauthenticate/")
    assert User.objects.exists()


def test_deleting_really_deletes_what_is_ones_own_and_leaves_the_rest(client, ben):
    make_diagnosis(draft=make_draft(owner=ben))
    alone = make_workspace("Alone", owner=ben)
    make_client_diagnosis(make_client(alone))
    shared = make_workspace("Shared")
    make_member(shared, BEN)
    kept = make_client_diagnosis(make_client(shared), by=ben)
    nobodys = make_diagnosis()
    assert client.post(DELETE).url == reverse("advising:account_deleted")
    assert not User.objects.filter(email=BEN).exists()
    assert set(Diagnosis.objects.all()) == {kept, nobodys}
    assert CompanyProfile.objects.count() == 2
    assert not Draft.objects.filter(pk__in=Draft.objects.exclude(diagnoses__in=[kept, nobodys])).exists()
    assert [workspace.name for workspace in Workspace.objects.all()] == ["Shared"]
    assert [member.user.email for member in Membership.objects.all()] == [DORA]
    assert Client.objects.count() == 1
    assert Activity.objects.filter(workspace=shared).exists()
    assert client.get(reverse("advising:own")).status_code == 302
    assert client.get(reverse("advising:account_deleted")).status_code == 200


def test_the_only_owner_of_a_workspace_with_others_in_it_stays_until_somebody_else_owns_it(client, ben):
    workspace = make_workspace("Ours", owner=ben)
    make_member(workspace, EMIL)
    for page in (text(client.get(reverse("advising:account"))), text(client.get(DELETE))):
        assert "you are the only owner of a workspace that others belong to" in page
        assert reverse("advising:people", args=[workspace.pk]) in page
        assert "Delete my account" not in page
    answer = client.post(DELETE)
    assert answer.status_code == 409
    assert "the only owner" in text(answer)
    Membership.objects.filter(user__email=EMIL).update(role="owner")
    assert client.post(DELETE).status_code == 302
    assert [member.user.email for member in workspace.memberships.all()] == [EMIL]


def test_no_line_and_no_invitation_keeps_the_address_of_somebody_who_left(client, ben):
    shared = make_workspace("Shared")
    dora = shared.memberships.get().user
    invitation, _ = invite(shared, email=BEN, role="advisor", by=dora, at=NOW)
    member = accept_invitation(invitation, by=ben, at=timezone.now())
    change_role(member, "viewer", by=dora, at=NOW)
    elsewhere = make_workspace("Elsewhere", owner=dora)
    invite(elsewhere, email=BEN, role="viewer", by=dora, at=timezone.now())
    assert BEN in str(list(Activity.objects.values_list("what", flat=True)))
    assert client.post(DELETE).status_code == 302
    lines = list(Activity.objects.filter(workspace=shared).order_by("pk").values_list("who__email", "what"))
    assert lines[-1] == (None, "left the workspace")
    assert (DORA, "made somebody who has left Hireguide a viewer") in lines
    assert BEN not in str(list(Activity.objects.values_list("what", flat=True)))
    assert not Invitation.objects.exists()
    client.force_login(dora)
    page = text(client.get(reverse("advising:activity", args=[shared.pk])))
    assert "left the workspace" in page
    assert BEN not in page


def test_the_file_has_sessions_follow_ups_told_and_invitations_sent(client, ben):
    workspace = make_workspace(owner=ben)
    kept = make_client_diagnosis(make_client(workspace))
    FollowUp.objects.create(diagnosis=kept, months=6, hired="both", worked="yes", note="Well.", by=ben, at=NOW)
    invite(workspace, email=EMIL, role="viewer", by=ben, at=NOW)
    others = make_workspace("Theirs")
    dora = others.memberships.get().user
    make_member(others, BEN)
    invite(others, email=EMIL, role="viewer", by=dora, at=NOW)
    Reminder.objects.create(user=ben, diagnosis=kept, sent_at=NOW)
    found = json.loads(client.get(reverse("advising:export_account")).content)
    assert [(one["network_address"], bool(one["since"])) for one in found["sessions"]] == [("127.0.0.1", True)]
    assert "browser" in found["sessions"][0]
    told = {"at": NOW.isoformat(), "months": 6, "hired": "both", "worked": "yes", "note": "Well."}
    assert found["follow_ups"] == [told]
    sent = {"at": NOW.isoformat(), "workspace": "Northbridge", "email": EMIL, "role": "viewer"}
    assert found["invitations_sent"] == [sent]
    assert found["reminders"] == [{"at": NOW.isoformat(), "months": 0}]


def test_the_last_administrator_stays_until_there_is_another(client, ben):
    User.objects.filter(pk=ben.pk).update(is_superuser=True, is_staff=True)
    answer = client.post(DELETE)
    assert answer.status_code == 409
    assert "You are the only administrator. Make somebody else one first." in text(answer)
    make_user(DORA, is_superuser=True, is_staff=True)
    assert client.post(DELETE).status_code == 302
    assert [user.email for user in User.objects.all()] == [DORA]
