import pytest
from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.core.management import call_command

from tests.conftest import filled_by_migrating


def rows():
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in filled_by_migrating()}


@pytest.mark.django_db(transaction=True)
def test_what_migrating_fills_is_whole_again_after_every_table_was_emptied():
    before = rows()
    assert all(before.values())
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False)  # as Django's own tests flush
    assert rows() == before
    for app in apps.get_app_configs():  # what Django itself would make of emptied tables
        create_contenttypes(app, verbosity=0)
        create_permissions(app, verbosity=0)
    assert rows() == before
