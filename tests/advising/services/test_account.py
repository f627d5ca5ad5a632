"""Deleting an account that has everything: no table of the database holds the person's address any more."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from hireguide.accounts.models import User
from hireguide.accounts.services import DELETED_ACCOUNT
from hireguide.advising.models import FollowUp, Reminder
from hireguide.advising.services.account import delete_account
from hireguide.advising.services.people import remove_member
from hireguide.diagnoses.services import override_diagnosis
from hireguide.editing.models import AuditEntry
from hireguide.rulebooks.models import Evidence
from hireguide.rulebooks.services import store_rows
from hireguide.web.wall import behind_the_wall, beyond_the_wall
from hireguide.workspaces.models import Activity, Client
from hireguide.workspaces.services import accept_invitation, change_role, invite
from tests.accounts.test_sign_in import PASSWORD, SECRET, sign_in
from tests.factories import (
    ADA,
    NOW,
    make_client,
    make_client_diagnosis,
    make_diagnosis,
    make_draft,
    make_rulebook_draft,
    make_user,
    make_workspace,
)

pytestmark = pytest.mark.django_db

GONE = "quentin.leaver@example.com"


def rows_that_hold(text):
    """Every row of every table, with what it says, in which `text` stands in any column; sessions as they are read."""
    found = []
    with beyond_the_wall(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - the database's own name
            found += [(table, row) for row in cursor.fetchall() if text in str(row).lower()]
    return found + [
        ("sessions", session.get_decoded())
        for session in Session.objects.all()
        if text in str(session.get_decoded()).lower()
    ]


@pytest.fixture
def leaver(client, settings):
    """One of the staff, made and changed in the admin, who did everything that somebody can do."""
    root = make_user(ADA, password=PASSWORD, is_staff=True, is_superuser=True)
    client.force_login(root)
    form = {"email": GONE, "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("admin:accounts_user_add"), form)
    user = User.objects.get(email=GONE)
    group = Group.objects.create(name="Some group").pk
    staff = {"email": GONE, "is_active": "on", "is_staff": "on", "is_superuser": "on", "groups": [group]}
    client.post(reverse("admin:accounts_user_change", args=[user.pk]), staff)
    app = TOTP.activate(user, SECRET).instance
    client.post(reverse("admin:mfa_authenticator_delete", args=[app.pk]), {"post": "yes"})
    client.logout()

    browser = client.__class__()
    sign_in(browser, GONE)
    browser.post(reverse("admin:auth_group_change", args=[group]), {"name": "Another group"})
    draft = make_rulebook_draft(by=user)
    row = Evidence.objects.filter(draft=draft).first()
    row.points = row.points % 3 + 1
    store_rows(draft, [row], by=user, at=NOW)
    AuditEntry.objects.create(at=NOW, who=user, action="start", draft=draft)

    make_diagnosis(draft=make_draft(owner=user))
    make_client(make_workspace("Alone", owner=user))
    shared = make_workspace("Shared")
    dora = shared.memberships.get().user
    invitation, _ = invite(shared, email=GONE, role="advisor", by=dora, at=datetime.now(UTC))
    member = accept_invitation(invitation, by=user, at=datetime.now(UTC))
    change_role(member, "owner", by=dora, at=NOW)
    kept = make_client_diagnosis(make_client(shared), by=user)
    override_diagnosis(kept, verdict="pairing", reason="The board wants both.", by=user, now=NOW)
    FollowUp.objects.create(diagnosis=kept, months=6, hired="both", worked="yes", by=user, at=NOW)
    Reminder.objects.create(user=user, diagnosis=kept, sent_at=NOW)
    left = make_workspace("Left long ago", owner=dora)
    remove_member(_join(left, user, dora), by=dora, at=NOW)
    invite(make_workspace("Never came", owner=dora), email=GONE, role="viewer", by=dora, at=datetime.now(UTC))
    return user


def _join(workspace, user, owner):
    invitation, _ = invite(workspace, email=user.email, role="viewer", by=owner, at=datetime.now(UTC))
    return accept_invitation(invitation, by=user, at=datetime.now(UTC))


def test_no_table_holds_the_address_of_somebody_whose_account_is_deleted(leaver):
    before = {table for table, _ in rows_that_hold(GONE)}
    assert {"accounts_user", "account_emailaddress", "django_admin_log", "workspaces_activity", "sessions"} <= before
    make_user(f"not.{GONE}")
    delete_account(leaver, at=NOW)
    assert [row for row in rows_that_hold(GONE) if f"not.{GONE}" not in str(row)] == []
    assert rows_that_hold(f"not.{GONE}")


def test_the_admins_log_still_says_what_was_done_by_others(leaver):
    delete_account(leaver, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT object_repr FROM django_admin_log ORDER BY id")
        said = [what for (what,) in cursor.fetchall()]
    assert said.count(DELETED_ACCOUNT) == 2
    assert AuditEntry.objects.get().who is None


def test_what_others_wrote_into_their_own_clients_is_theirs_and_stays(leaver):
    client = Client.objects.get(workspace__name="Shared")
    Client.objects.filter(pk=client.pk).update(contact_email=GONE, notes=f"Ask {GONE}.")
    with behind_the_wall(user_id=leaver.pk):
        delete_account(leaver, at=NOW)
    assert {table for table, _ in rows_that_hold(GONE)} == {"workspaces_client"}
    assert not Activity.objects.filter(what__icontains=GONE).exists()
