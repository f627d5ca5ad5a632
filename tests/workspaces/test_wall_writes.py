"""Writes across the second wall are refused, whoever tries; those that services make on their side of it work."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.utils import timezone

from hireguide.advising.models import FollowUp, PortfolioImport, Respondent, Round
from hireguide.advising.services.account import delete_account
from hireguide.advising.services.clients import delete_client
from hireguide.diagnoses.models import Diagnosis, Draft, Override, OverrideTrace
from hireguide.diagnoses.services import claim_diagnosis, delete_diagnosis
from hireguide.profiles.models import CompanyProfile
from hireguide.web.wall import behind_the_wall, beyond_the_wall
from hireguide.workspaces import services
from hireguide.workspaces.models import Activity, Client, Membership, Role, Tag, Workspace
from tests.factories import make_client_diagnosis, make_profile
from tests.walls import as_app

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@contextmanager
def asking(user=None, **asker):
    with as_app(), behind_the_wall(user_id=user and user.pk, **asker):
        yield


def refused(write):
    """Whether the database refused it: by a policy on rows, or as its role has no right to it."""
    try:
        with transaction.atomic():
            write()
    except DatabaseError as error:
        return "row-level security" in str(error) or "permission denied" in str(error)
    return False


def check_the_rest():
    """What else the database has to say of this transaction, which it would say at its end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def attempts(place):
    """What a service that was handed another's records would store."""
    at, client, diagnosis = timezone.now(), place.client, place.diagnosis
    return {
        "a client": lambda: Client.objects.create(workspace=place.workspace, name="Mine", made_at=at),
        "a tag": lambda: Tag.objects.create(client=client, name="mine"),
        "a line": lambda: Activity.objects.create(workspace=place.workspace, kind="people", what="joined", at=at),
        "a draft": lambda: Draft.objects.create(
            edition=diagnosis.edition, client=client, created_at=at, answered_at=at
        ),
        "an override": lambda: Override.objects.create(
            diagnosis=diagnosis, trace_id=0, verdict="pairing", reason="So", at=at
        ),
        "a trace": lambda: OverrideTrace.objects.create(
            edition=diagnosis.edition, decided="none", rules_verdict="pairing", verdict="neither_yet", day=at.date()
        ),
        "a follow-up": lambda: FollowUp.objects.create(
            diagnosis=diagnosis, months=12, hired="both", worked="yes", at=at
        ),
        "a round": lambda: Round.objects.create(client=client, company="Acme", edition=diagnosis.edition, opened_at=at),
        "a respondent": lambda: Respondent.objects.create(
            round=place.round, name="Eve", seat="ceo", token_hash="e" * 64, invited_at=at, expires_at=at
        ),
        "an import": lambda: PortfolioImport.objects.create(workspace=place.workspace, name="x.csv", begun_at=at),
    }


def test_nothing_is_stored_in_anothers_workspace(house):
    for who in (None, house.ben, house.b.owner, house.a.removed):
        with asking(who):
            assert [what for what, write in attempts(house.a).items() if not refused(write)] == []


def test_a_viewer_stores_nothing_but_a_line_of_their_own(house):
    with asking(house.a.viewer):
        assert [what for what, write in attempts(house.a).items() if not refused(write)] == ["a line"]


def test_nothing_of_anothers_is_changed_or_deleted(house):
    for who in (house.b.owner, house.a.removed, house.a.viewer):
        with asking(who):
            assert Client.objects.update(name="Mine") == (1 if who == house.b.owner else 0)
            assert Draft.objects.filter(pk=house.a.fay.draft.pk).update(answers={}) == 0
            assert Respondent.objects.filter(round=house.a.round).update(name="Eve") == 0
            assert Diagnosis._base_manager.filter(client=house.a.client).delete() == (0, {})
    house.a.client.refresh_from_db()
    assert house.a.client.name == "Client of alpha"


def test_nobody_makes_themselves_a_member_or_more_than_they_are(house):
    at, a = timezone.now(), house.a.workspace

    def join(user, role):
        return lambda: Membership.objects.create(workspace=a, user=user, role=role, joined_at=at)

    with asking(house.ben):
        assert refused(join(house.ben, "viewer"))
        assert refused(join(house.ben, "owner"))
    with asking(house.a.removed):
        assert refused(join(house.a.removed, "advisor"))
    with asking(house.ben, keys=[house.a.invitation.token_hash]):
        assert refused(join(house.ben, "owner"))  # they are invited as an advisor
        assert refused(join(house.a.removed, "advisor"))  # and for themselves
    with asking(house.a.viewer):
        own = Membership.objects.get(user=house.a.viewer, workspace=a)
        assert refused(lambda: Membership.objects.filter(pk=own.pk).update(role="owner"))
        services.set_reminders(own, wanted=False)
        assert Membership.objects.filter(user=house.a.advisor).delete()[0] == 0


def test_lines_of_activity_and_overrides_stay_as_they_are_even_for_owners(house):
    with asking(house.a.owner):
        assert Activity.objects.update(what="nothing") == 0
        assert Activity.objects.all().delete()[0] == 0
        assert Override.objects.update(reason="None") == 0


def test_what_stays_of_overrides_is_marked_once_by_the_staff_and_otherwise_left_alone(house):
    today = timezone.localdate()
    with asking(house.a.owner):
        assert OverrideTrace.objects.update(reviewed_on=today) == 0
        assert OverrideTrace.objects.all()._raw_delete("default") == 0
    with asking(house.ben, is_staff=True):
        assert refused(lambda: OverrideTrace.objects.update(decided="none"))
        assert OverrideTrace.objects.all()._raw_delete("default") == 0
        assert [OverrideTrace.objects.update(reviewed_on=today) for _ in range(2)] == [2, 0]


REWRITTEN = {"decided": "none", "rules_verdict": "pairing", "verdict": "neither_yet", "day": date(2001, 1, 1)}


@pytest.mark.parametrize("role", ["hireguide_app", "hireguide_background"])
def test_whoever_marks_what_stays_of_overrides_changes_nothing_else_of_it(house, role):
    today = timezone.localdate()
    with as_app(role), behind_the_wall(user_id=house.ben.pk, is_staff=True):
        for field, value in REWRITTEN.items():
            assert refused(lambda: OverrideTrace.objects.update(**{"reviewed_on": today, field: value}))  # noqa: B023
        with beyond_the_wall():
            assert refused(lambda: OverrideTrace.objects.update(verdict="neither_yet"))
        assert OverrideTrace.objects.update(reviewed_on=today) == 2


def test_a_workspace_is_made_joined_and_left_as_the_app(house):
    at, guest = timezone.now(), house.ben
    with asking(house.a.owner):
        made = services.make_workspace("New", by=house.a.owner, at=at)
        _, token = services.invite(made, email=guest.email, role="viewer", by=house.a.owner, at=at)
    from hireguide.web.keys import token_hash
    from hireguide.workspaces.selectors import invitation_of

    with asking(guest, keys=[token_hash(token)]):
        services.accept_invitation(invitation_of(token, now=at), by=guest, at=at)
    with asking(guest):
        assert set(Workspace.objects.all()) == {made}
        services.remove_member(Membership.objects.get(user=guest), by=guest, at=at)
        assert not Workspace.objects.exists()
    with asking(house.a.owner):
        services.change_role(Membership.objects.get(user=house.a.viewer), Role.OWNER, by=house.a.owner, at=at)


def test_what_is_nobodys_is_claimed_and_then_gone_for_others(house):
    with asking(house.ben):
        claim_diagnosis(house.nobodys, owner=house.ben)
    with asking(house.b.owner):
        assert not Diagnosis.objects.filter(pk=house.nobodys.pk).exists()
        assert Diagnosis._base_manager.filter(pk=house.nobodys.pk).update(owner=house.b.owner) == 0


def test_a_client_is_deleted_with_what_whoever_deletes_it_cannot_see(house):
    with asking(house.a.advisor):
        make_client_diagnosis(house.a.client, profile=make_profile(company_name="Acme"), now=timezone.now())
        delete_client(Client.objects.get(), by=house.a.advisor, at=timezone.now())
        check_the_rest()
    assert not Draft.objects.filter(pk=house.a.fay.draft.pk).exists()
    assert not CompanyProfile.objects.filter(diagnosis=None).exists()
    assert Activity.objects.filter(workspace=house.a.workspace, client=None).exists()


def test_a_diagnosis_is_deleted_with_its_profile(house):
    with asking(house.ben):
        delete_diagnosis(Diagnosis.objects.get(pk=house.bens.pk), by=house.ben, now=timezone.now())
    assert not CompanyProfile.objects.filter(pk=house.bens.profile.pk).exists()


def test_an_account_is_deleted_though_its_name_stands_where_it_sees_nothing_any_more(house):
    removed = house.a.removed
    assert Override.objects.filter(by=removed).exists()
    with asking(removed):
        delete_account(removed, at=timezone.now())
        check_the_rest()
    assert Override.objects.filter(diagnosis=house.a.diagnosis, by=None).exists()
    assert not Activity.objects.filter(what__contains=removed.email).exists()


def test_the_last_of_a_workspace_takes_it_along(house):
    place = house.b
    for user in (place.advisor, place.viewer):
        place.workspace.memberships.filter(user=user).delete()
    with asking(place.owner):
        delete_account(place.owner, at=timezone.now())
        check_the_rest()
    assert not Workspace.objects.filter(pk=place.workspace.pk).exists()
    assert not Draft.objects.filter(pk=place.fay.draft.pk).exists()
    assert not CompanyProfile.objects.filter(diagnosis=None).exists()
