"""What tests of replays start from: a draft that changes some verdicts, beside a few kept diagnoses."""

import pytest

from hireguide.editing.models import ReplayedChange
from hireguide.editing.services.replay import open_replay, run_replay
from hireguide.rulebooks.models import Evidence
from hireguide.rulebooks.services import store_rows
from tests.factories import NOW, make_diagnosis, make_draft, make_edition, make_profile, make_rulebook_draft

ACROSS = ("vp_engineering_first", "neither_yet")
"""A move that the draft makes."""


class Killed(BaseException):
    """As a signal ends a process: no handler of ours sees it."""


def keep(**answers):
    return make_diagnosis(draft=make_draft(), profile=make_profile(**answers))


def make_replayed_draft(diagnoses=7):
    """A draft in which slipping deliveries speak against a gap, beside diagnoses of which every other one slips.

    Of seven, two go `ACROSS`, and one of the others changes, too.
    """
    edition = make_edition()
    for number in range(diagnoses):
        pain = "high" if number % 2 else "low"
        keep(delivery_pain=pain, engineer_count=10 + number, unguided_decisions=number % 3 == 0)
    draft = make_rulebook_draft(base=edition)
    change_points(draft, -5)
    return draft


def change_points(draft, points):
    row = Evidence.objects.get(draft=draft, key="slips")
    row.points = points
    store_rows(draft, [row], by=None, at=NOW)


def killed_after(calls):
    """A clock that ends its worker when it is asked the time once more than `calls` times."""
    left = iter(range(calls))

    def now():
        if next(left, None) is None:
            raise Killed
        return NOW

    return now


def half_way(draft, calls=2):
    """A replay of the draft whose worker was killed after its first step."""
    replay = open_replay(draft, by=None, at=NOW)
    with pytest.raises(Killed):
        run_replay(replay.pk, worker="one", clock=killed_after(calls))
    replay.refresh_from_db()
    return replay


def found_by(replay):
    """All that a replay has stored, in a form to compare."""
    changes = ReplayedChange.objects.filter(replay=replay).order_by("diagnosis_id")
    return (
        (replay.state, replay.total, replay.judged, replay.changed),
        [(change.diagnosis_id, change.start, change.end, change.names) for change in changes],
        sorted(replay.counts),
    )
