import importlib

import pytest
from django.apps import apps

from hireguide.diagnoses.models import Diagnosis
from tests.factories import make_diagnosis, make_profile

migration = importlib.import_module("hireguide.diagnoses.migrations.0007_where_it_stands")


@pytest.mark.django_db
def test_diagnoses_kept_before_get_where_they_stand_from_their_results():
    kept = make_diagnosis(profile=make_profile(delivery_pain="high", engineer_count=20, board_pressure="high"))
    stands = ("execution_points", "strategy_points", "rules")
    told = [getattr(kept, name) for name in stands]
    assert told == [9, 4, "slips many_engineers board_asks"]
    Diagnosis._base_manager.update(execution_points=None, strategy_points=None, rules="")
    migration.note_standing(apps, None)
    kept.refresh_from_db()
    assert [getattr(kept, name) for name in stands] == told
