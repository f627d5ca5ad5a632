import json

import pytest

from hireguide.editing.documents.imports import fault_list, preview_of
from hireguide.rules import parse_rulebook
from hireguide.web.tables.faults import FileFault
from tests.factories import evidence, small_rulebook


def preview(**parts):
    one, other = (parse_rulebook(json.dumps(small_rulebook(**each))) for each in ({}, parts))
    return preview_of(one, other)


@pytest.mark.parametrize(
    ("parts", "summary"),
    [
        ({}, "nothing"),
        ({"name": "Another"}, "the name"),
        ({"advice": []}, "advice (1 removed)"),
        ({"name": "Another", "advice": []}, "the name and advice (1 removed)"),
        (
            {"name": "Another", "advice": [], "costs": [], "plans": {}},
            "the name, advice (1 removed), costs (1 removed) and plans (1 removed)",
        ),
    ],
)
def test_what_changes_is_one_sentence(parts, summary):
    assert preview(**parts).summary == summary


def test_rules_that_stay_as_they_are_are_counted_whether_or_not_they_move():
    rules = small_rulebook()["evidence"]
    rules[0]["points"] = 1
    changed = [evidence("fresh", "strategy", 1, "stage", "is", "seed"), rules[0], rules[2], rules[1]]
    told = preview(evidence=changed)
    assert (told.summary, told.unchanged) == ("evidence (1 added, 1 removed, 1 changed, 1 moved)", 2)


def test_a_page_shows_two_hundred_faults_and_counts_the_others():
    faults = [FileFault(row, "points", "must be a number") for row in range(2, 303)]
    told = fault_list(faults)
    assert (len(told.shown), told.total, told.more) == (200, 301, 101)
    assert fault_list(faults[:3]).more == 0
    assert [fault.place for fault in told.shown[:2]] == ["Row 2, points", "Row 3, points"]
