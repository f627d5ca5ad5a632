import importlib
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hireguide.diagnoses.models import OverrideTrace
from hireguide.diagnoses.selectors import decided_key
from hireguide.diagnoses.services import override_diagnosis, review_override
from tests.factories import NOW, make_diagnosis

NAME = "0009_what_stays_of_overrides"
migration = importlib.import_module(f"hireguide.diagnoses.migrations.{NAME}")
COLUMNS = ("edition", "decided", "rules_verdict", "verdict", "day", "reviewed_on", "override")


def migrate_to(name):
    """The apps as they are there."""
    executor = MigrationExecutor(connection)
    executor.migrate([("diagnoses", name)])
    return executor.loader.project_state([("diagnoses", name)]).apps


@pytest.mark.postgres  # which is picky about altering what was just written, and far quicker
@pytest.mark.django_db(transaction=True)
def test_overrides_that_were_said_before_get_what_stays_of_them():
    kept = make_diagnosis()
    said = [override_diagnosis(kept, verdict="pairing", reason=why, by=None, now=NOW) for why in ("seen", "waiting")]
    review_override(said[0].trace, review="The rule stays.", by=None, now=NOW)
    as_said = set(OverrideTrace.objects.values_list(*COLUMNS))
    try:
        before = migrate_to("0008_wall").get_model("diagnoses", "Override")
        looked_at = dict(before.objects.values_list("reason", "reviewed_at"))
    finally:
        migrate_to(NAME)
    assert looked_at == {"seen": datetime(2026, 11, 21, 12, tzinfo=UTC), "waiting": None}
    assert set(OverrideTrace.objects.values_list(*COLUMNS)) == as_said


@pytest.mark.parametrize(
    "decided",
    [
        None,
        {"situation": None, "cell": None},
        {"situation": "too_small", "cell": ["large", "none"]},
        {"situation": None, "cell": ["large", "none"]},
    ],
)
def test_what_decided_is_spelt_as_it_is_from_now(decided):
    assert migration.decided_key(decided) == decided_key(decided)
