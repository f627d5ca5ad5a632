"""The groups that a migration makes, and what each may do."""

import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from tests.factories import BEN, make_user

pytestmark = pytest.mark.django_db

migration = importlib.import_module("hireguide.editing.migrations.0003_groups")


@pytest.fixture(autouse=True)
def _groups():
    migration.make_groups(apps, None)


def rights(name):
    user = make_user(BEN, is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    return user.get_all_permissions()


def test_editors_change_every_part_and_publish_and_approve_nothing():
    held = rights("Rule editors")
    changes = {f"rulebooks.{verb}_{row}" for verb in ("add", "change", "delete", "view") for row in migration.ROWS}
    assert changes <= held
    assert {"rulebooks.change_rulebookdraft", "rulebooks.publish_rulebookdraft", "diagnoses.view_diagnosis"} <= held
    assert {"diagnoses.change_override", "diagnoses.add_override"} <= held
    assert not held & {"rulebooks.approve_rulebookdraft", "rulebooks.change_edition", "accounts.view_user"}


def test_every_part_of_a_draft_has_its_rights():
    from hireguide.rulebooks.models import ROWS

    assert {row._meta.model_name for row in ROWS} == set(migration.ROWS)


def test_approvers_look_approve_and_publish():
    held = rights("Rule approvers")
    assert {right for right in held if ".view_" not in right} == {
        "rulebooks.approve_rulebookdraft",
        "rulebooks.publish_rulebookdraft",
    }
    assert "diagnoses.view_diagnosis" not in held


def test_support_looks_at_everything_and_does_nothing():
    held = rights("Support")
    assert all(".view_" in right for right in held)
    assert {"rulebooks.view_edition", "editing.view_auditentry", "editing.view_replay"} <= held
    assert {"diagnoses.view_diagnosis", "diagnoses.view_override"} <= held


def test_run_again_the_rights_are_given_back_and_those_added_by_hand_stay():
    editors = Group.objects.get(name="Rule editors")
    before = editors.permissions.count()
    editors.permissions.clear()
    migration.make_groups(apps, None)
    assert editors.permissions.count() == before
    assert Group.objects.count() == 3
