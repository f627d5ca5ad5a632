"""The second wall: as the app's role, a query that forgot to ask who is asking still finds nothing of another's."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models

from hireguide.advising.models import Respondent, Round
from hireguide.diagnoses.models import Diagnosis, Draft, Override, OverrideTrace
from hireguide.profiles.models import CompanyProfile
from hireguide.web.wall import behind_the_wall
from hireguide.workspaces.models import Invitation, Workspace
from tests.walls import as_app
from tests.workspaces.ways import WAYS

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

MIGRATION = import_module("hireguide.workspaces.migrations.0002_wall")
# These lead to a workspace and need no wall: the numbers of diagnoses, which are in no address, and what rules make of
# them. Whose they are, and what was answered, stands behind the wall.
HARMLESS = {"editing.ReplayedChange"}
OWNERS_ALONE = {Invitation}
# Leads to no workspace, and is the staff's alone to read.
STAFFS_ALONE = {OverrideTrace}


def rows(**asker):
    """The rows of each kind that the app finds by a query without any condition."""
    with as_app(), behind_the_wall(**({"user_id": None} | asker)):
        return {model: set(model._base_manager.values_list("pk", flat=True)) for model in WAYS}


def of(workspace):
    """What belongs to a workspace, as the owner of the tables finds it."""
    return {
        model: set(model._base_manager.filter(**{way: workspace.pk}).values_list("pk", flat=True))
        for model, way in WAYS.items()
    }


def of_nobody():
    kept, drafts = Diagnosis.objects.filter(owner=None, client=None), Draft.objects.filter(owner=None, client=None)
    profiles = CompanyProfile.objects.filter(diagnosis__in=kept)
    return {
        model: set(found.values_list("pk", flat=True))
        for model, found in ((Diagnosis, kept), (Draft, drafts), (CompanyProfile, profiles))
    }


def together(*parts):
    return {model: set().union(*(part.get(model, ()) for part in parts)) for model in WAYS}


def test_there_is_something_of_every_kind_to_hide(house):
    assert all(of(house.a.workspace).values())


def test_the_app_is_no_superuser_and_passes_no_wall(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname ~ '^hireguide_'"
        )
        assert set(cursor.fetchall()) == {(f"hireguide_{name}", False, False, False) for name in ("app", "background")}


def test_anybody_sees_what_is_nobodys_and_no_more(house):
    assert rows() == together(of_nobody())


@pytest.mark.parametrize("who", ["owner", "advisor", "viewer"])
def test_a_member_sees_their_own_workspace_and_no_more(house, who):
    theirs = of(house.b.workspace)
    theirs[Draft] -= {house.b.fay.draft.pk, house.b.guy.draft.pk}  # respondents' answers under way are theirs alone
    if who != "owner":
        theirs |= {model: set() for model in OWNERS_ALONE}
    assert rows(user_id=getattr(house.b, who).pk) == together(theirs, of_nobody())


def test_a_removed_member_sees_nothing_from_that_moment(house):
    assert rows(user_id=house.a.removed.pk) == together(of_nobody())


def test_an_account_sees_what_it_keeps(house):
    own = {Diagnosis: {house.bens.pk}, Draft: {house.bens.draft.pk}, CompanyProfile: {house.bens.profile.pk}}
    assert rows(user_id=house.ben.pk) == together(own, of_nobody())


def test_a_respondents_key_opens_their_own_answers_and_nobody_elses(house):
    fay = house.a.fay
    own = {Respondent: {fay.respondent.pk}, Draft: {fay.draft.pk}, Round: {house.a.round.pk}}
    assert rows(keys=[fay.key]) == together(own, of_nobody())


def test_an_invitations_key_opens_the_invitation_and_the_workspaces_name(house):
    own = {Invitation: {house.a.invitation.pk}, Workspace: {house.a.workspace.pk}}
    assert rows(keys=[house.a.invitation.token_hash]) == together(own, of_nobody())


def test_a_key_of_nothing_opens_nothing(house):
    assert rows(keys=["0" * 64]) == together(of_nobody())


def test_staff_see_diagnoses_and_nothing_else_of_workspaces_and_only_on_their_own_pages(house):
    read = (Diagnosis, Draft, CompanyProfile, Override)
    every = {model: set(model._base_manager.values_list("pk", flat=True)) for model in read}
    assert rows(user_id=house.ben.pk, is_staff=True) == together(every)


def test_what_stays_of_overrides_is_seen_by_the_staff_and_by_nobody_else(house):
    def seen(**asker):
        with as_app(), behind_the_wall(**({"user_id": None} | asker)):
            return OverrideTrace.objects.count()

    assert seen(is_staff=True) == 2
    for who in (house.a.owner, house.a.removed, house.ben):
        assert seen(user_id=who.pk) == 0
    assert seen() == seen(keys=[house.a.fay.key]) == 0


def test_background_work_sees_every_row(house):
    every = {model: model._base_manager.count() for model in WAYS}
    with as_app("hireguide_background"):
        assert {model: model._base_manager.count() for model in WAYS} == every


def test_whatever_leads_to_a_workspace_has_policies(db):
    """A new model with a way to a workspace or a client needs a wall, and a line in WAYS."""
    walled = _walled_tables()
    leading = _models_leading_to(Workspace) | {CompanyProfile}
    assert {model._meta.label for model in leading} - {model._meta.label for model in WAYS} == HARMLESS
    assert {model._meta.db_table for model in (*WAYS, *STAFFS_ALONE)} == walled


def test_the_database_follows_each_foreign_key_of_what_it_hides_as_django_would(db):
    """Django deletes and clears only what whoever deletes can see; the rest would stand in the way."""
    actions = {models.CASCADE: "c", models.SET_NULL: "n", models.PROTECT: "a"}
    walled = _walled_tables()
    expected = {
        (model._meta.db_table, field.column): actions[field.remote_field.on_delete]
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.remote_field and walled & {model._meta.db_table, field.related_model._meta.db_table}
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.conrelid::regclass::text, a.attname, k.confdeltype::text FROM pg_constraint k JOIN pg_attribute a"
            " ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] WHERE k.contype = 'f'"
        )
        found = {(table, column): action for table, column, action in cursor.fetchall()}
    assert {key: found[key] for key in expected} == expected


def _walled_tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace")
        with_wall = {table for (table,) in cursor.fetchall()}
        cursor.execute("SELECT DISTINCT tablename FROM pg_policies WHERE 'hireguide_app' = ANY (roles)")
        assert {table for (table,) in cursor.fetchall()} == with_wall
    return with_wall


def _models_leading_to(goal):
    found = {goal}
    while True:
        more = {
            model
            for model in apps.get_models(include_auto_created=True)
            for field in model._meta.concrete_fields
            if field.remote_field and field.related_model in found
        }
        if more <= found:
            return found
        found |= more


def test_making_the_roles_again_does_no_harm(db):
    """They belong to the cluster: another database of it may have made them, this one too."""
    with connection.cursor() as cursor:
        cursor.execute(MIGRATION.ROLES)
        cursor.execute(MIGRATION.GRANTS)


def test_whoever_may_not_make_roles_is_told_what_to_do(db):
    roles = MIGRATION.ROLES.replace("hireguide_app", "hireguide_none")
    refused = pytest.raises(DatabaseError, match="may not make roles")
    with as_app("hireguide_background"), connection.cursor() as cursor, refused as told:
        cursor.execute(roles)
    assert "GRANT hireguide_none TO hireguide_background" in str(told.value)
