"""The time line: numbered from the first, told with what moved, its dots on the grids that they belong to."""

from datetime import timedelta

import pytest

from hireguide.advising.documents.client import Today, time_line
from hireguide.advising.selectors.client import some_diagnoses
from hireguide.diagnoses.services import judge_again, override_diagnosis
from hireguide.rulebooks.selectors import rulebook_of
from tests.factories import (
    EMIL,
    NOW,
    make_client,
    make_client_diagnosis,
    make_edition,
    make_member,
    make_profile,
    make_workspace,
    small_rulebook,
)

pytestmark = pytest.mark.django_db


def day(number):
    return NOW + timedelta(days=number)


@pytest.fixture
def company():
    make_edition()
    return make_client(make_workspace())


def line_of(company, *, shown=12, current=""):
    some = some_diagnoses(company, page=1)
    rulebooks = {kept.edition.digest: rulebook_of(kept.edition) for kept in some}
    today = Today(NOW.date(), current, rulebooks)
    return time_line(some, shown=shown, first_number=len(some), today=today)


def test_each_entry_says_when_by_whom_under_what_and_what_moved(company):
    emil = make_member(company.workspace, EMIL)
    first = make_client_diagnosis(company, profile=make_profile(delivery_pain="high"), now=day(0))
    make_client_diagnosis(company, now=day(1), by=emil)
    new, old = line_of(company).entries
    assert (new.number, old.number) == (2, 1)
    assert (new.kept_by, old.kept_by) == (EMIL, "")
    assert new.before == first.public_id
    assert old.before == ""
    assert [(gap.words, gap.since) for gap in new.gaps] == [
        ("9 points, a large gap", "+4 since the one before"),
        ("0 points, no gap", "as before"),
    ]
    assert [gap.since for gap in old.gaps] == ["", ""]


def test_an_entry_whose_dot_lies_in_a_cell_of_another_verdict_says_what_the_cell_says(company):
    make_client_diagnosis(company, now=day(0))
    tiny = make_profile(employee_count=3, engineer_count=2, unguided_decisions=True)
    make_client_diagnosis(company, profile=tiny, now=day(1))
    situated, by_the_grid = line_of(company).entries
    assert (situated.verdict, situated.off_cell) == ("neither_yet", "Fractional CTO first")
    assert by_the_grid.off_cell == ""


def test_the_override_that_stands_is_the_newest(company):
    kept = make_client_diagnosis(company)
    emil = make_member(company.workspace, EMIL)
    for number, verdict in enumerate(("pairing", "neither_yet")):
        override_diagnosis(kept, verdict=verdict, reason=f"Why {number}", by=emil, now=day(number))
    [entry] = line_of(company).entries
    assert (entry.instead.verdict, entry.instead.reason, entry.more_overrides) == ("neither_yet", "Why 1", 1)


def test_it_may_be_judged_again_until_its_answers_have_been_under_todays_edition(company):
    kept = make_client_diagnosis(company)
    other = make_edition(name="Other", advice=[])
    assert [entry.may_be_judged_again for entry in line_of(company, current=other.digest).entries] == [True]
    judge_again(kept, edition=other, now=day(1))
    again, first = line_of(company, current=other.digest).entries
    assert (again.may_be_judged_again, first.may_be_judged_again) == (False, False)
    assert (again.same_answers, first.same_answers) == (True, False)


def test_editions_with_the_same_grid_share_a_picture(company):
    make_client_diagnosis(company, now=day(0))
    make_edition(name="Other", advice=[])
    make_client_diagnosis(company, now=day(1))
    [path] = line_of(company).paths
    assert path.editions == "editions 1 and 2"
    assert [stop.mark for stop in path.picture.stops] == ["1", "2"]


@pytest.mark.parametrize("part", ["bands", "grid"])
def test_dots_of_other_thresholds_or_cells_are_never_laid_over_one_another(company, part):
    make_client_diagnosis(company, now=day(0))
    whole = small_rulebook()
    whole["bands"]["execution"] = [3, 8]
    whole["grid"]["none"]["none"]["verdict"] = "pairing"
    make_edition(**{part: whole[part]})
    make_client_diagnosis(company, now=day(1))
    shown = line_of(company)
    assert [path.editions for path in shown.paths] == ["edition 2", "edition 1"]
    assert [stop.mark for path in shown.paths for stop in path.picture.stops] == ["2", "1"]
    assert shown.entries[0].gaps[0].since == "on another grid before"


def test_what_is_read_only_to_tell_what_moved_is_not_shown(company):
    for number in range(3):
        make_client_diagnosis(company, now=day(number))
    shown = line_of(company, shown=2)
    assert [entry.number for entry in shown.entries] == [3, 2]
    assert shown.entries[-1].before
    assert [stop.mark for stop in shown.paths[0].picture.stops] == ["2", "3"]
