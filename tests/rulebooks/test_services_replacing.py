import json
from copy import deepcopy
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hireguide.rulebooks.models import ROWS, Evidence, RulebookDraft
from hireguide.rulebooks.selectors import document_of, document_of_rows, draft_rulebook, items_of, rows_of
from hireguide.rulebooks.services import move_row, remove_row, replace_rows, replace_rulebook, store_rows
from hireguide.rules import RulebookError, parse_rulebook, rulebook_json
from tests.factories import ADA, NOW, evidence, make_rulebook_draft, make_user, rulebook_text, small_rulebook, when

LATER = NOW + timedelta(hours=1)
DONE = {"by": None, "at": LATER}


@pytest.fixture
def draft(db):
    return make_rulebook_draft()


def row_of(draft, key):
    return rows_of(draft, Evidence).get(key=key)


def written(draft, kind=Evidence):
    """Every edit of a kind: what was done, to which row, by whom."""
    lines = kind.history.filter(draft=draft, history_change_reason=None)
    return [(line.history_type, line.key, line.history_user) for line in lines]


def test_replacing_rows_stores_the_part_and_touches_only_what_changed(draft):
    ada = make_user(ADA)
    part = small_rulebook()["evidence"]
    part[2]["points"] = 1
    part[3:] = [evidence("added", "execution", 1, "stage", "is", "seed")]
    untouched = row_of(draft, "slips").pk
    replace_rows(draft, Evidence, part, by=ada, at=LATER)
    draft.refresh_from_db()
    assert (document_of(draft)["evidence"], draft.version) == (part, 2)
    assert sorted(written(draft)) == [("+", "added", ada), ("-", "board_asks", ada), ("~", "nobody_decides", ada)]
    assert row_of(draft, "slips").pk == untouched


def test_without_its_first_row_the_others_stay_as_they_are(draft):
    replace_rows(draft, Evidence, small_rulebook()["evidence"][1:], **DONE)
    assert written(draft) == [("-", "slips", None)]


def test_another_order_is_stored_too(draft):
    part = small_rulebook()["evidence"][::-1]
    replace_rows(draft, Evidence, part, **DONE)
    assert [row.key for row in rows_of(draft, Evidence)] == ["board_asks", "nobody_decides", "many_engineers", "slips"]


@pytest.mark.parametrize(
    ("part", "paths"),
    [
        ([*small_rulebook()["evidence"], small_rulebook()["evidence"][0]], ["evidence[4].key"]),
        ([{"key": "bare"}], [f"evidence[0].{name}" for name in ("gap", "points", "when", "because", "sources")]),
        ([None], ["evidence[0]"]),
        ({}, ["evidence"]),
    ],
)
def test_a_part_that_is_not_well_formed_is_refused_whole(draft, part, paths):
    before = document_of(draft)
    with pytest.raises(RulebookError) as refused:
        replace_rows(draft, Evidence, part, **DONE)
    assert [fault.path for fault in refused.value.faults] == paths
    assert document_of(draft) == before


def test_true_is_no_1_where_rows_are_compared(draft):
    part = small_rulebook()["evidence"]
    part[2]["when"] = when("unguided_decisions", "is", 1)
    with pytest.raises(RulebookError, match=r"^evidence\[2\]\.when\.all\[0\]\.value: must be true or false, not 1$"):
        replace_rows(draft, Evidence, part, **DONE)


def test_replacing_with_the_same_touches_no_row_of_any_kind(draft):
    replace_rulebook(draft, parse_rulebook(rulebook_text()), **DONE)
    assert [line for kind in ROWS for line in written(draft, kind)] == []
    assert draft.history.count() == 1


def test_a_draft_says_all_that_another_rulebook_says(draft, rulebook_text):
    ada = make_user(ADA)
    replace_rulebook(draft, parse_rulebook(rulebook_text), by=ada, at=LATER)
    draft.refresh_from_db()
    assert rulebook_json(draft_rulebook(draft)) == rulebook_text
    assert (draft.version, draft.name) == (2, parse_rulebook(rulebook_text).name)
    assert draft.history.first().history_user == ada
    draft = replace_rulebook(draft, parse_rulebook(json.dumps(small_rulebook())), by=ada, at=LATER)
    assert document_of(draft) == json.loads(rulebook_json(parse_rulebook(json.dumps(small_rulebook()))))


RULES = st.sampled_from(["slips", "many_engineers", "nobody_decides", "board_asks", "fresh", "new"])


@st.composite
def edits(draw):
    """A few writes of evidence, each with what it does to a plain list of items."""
    points = st.sampled_from([-5, -1, 1, 5, 6])
    return draw(
        st.lists(st.tuples(st.sampled_from(["store", "remove", "up", "down", "replace"]), RULES, points), max_size=6)
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(edits())
def test_after_any_edits_the_draft_is_the_list_that_they_make_and_reads(db, edits):
    open_one = RulebookDraft.objects.filter(state="open").first()
    draft = open_one or make_rulebook_draft()
    replace_rulebook(draft, parse_rulebook(json.dumps(small_rulebook())), **DONE)
    expected = small_rulebook()["evidence"]
    for what, key, points in edits:
        wanted = edited(deepcopy(expected), what, key, points)
        if any(item["points"] == 6 for item in wanted):  # more than a rule may give
            with pytest.raises(RulebookError, match="points: must be"):
                apply(draft, what, key, points)
        else:
            apply(draft, what, key, points)
            expected = wanted
        assert [item for _, item in items_of(document_of(draft), Evidence)] == expected
        assert document_of(draft) == document_of_rows(draft)
    assert [rule.key for rule in draft_rulebook(draft).evidence] == [item["key"] for item in expected]


def edited(items, what, key, points):
    place = next((place for place, item in enumerate(items) if item["key"] == key), None)
    item = evidence(key, "strategy", points, "stage", "is", "seed")
    match what:
        case "store" if place is None:
            items.append(item)
        case "store":
            items[place] = item
        case "replace":
            items[:] = [*items[1:], *([item] if place is None else [])]
        case "remove" if place is not None:
            del items[place]
        case "up" | "down" if place is not None:
            other = place - 1 if what == "up" else place + 1
            if 0 <= other < len(items):
                items[place], items[other] = items[other], items[place]
    return items


def apply(draft, what, key, points):
    row = rows_of(draft, Evidence).filter(key=key).first()
    match what:
        case "store":
            changed = (row or Evidence(key=key)).fill(evidence(key, "strategy", points, "stage", "is", "seed"))
            store_rows(draft, [changed], **DONE)
        case "replace":
            part = edited(document_of(draft)["evidence"], what, key, points)
            replace_rows(draft, Evidence, part, **DONE)
        case "remove" if row:
            remove_row(draft, row, **DONE)
        case "up" | "down" if row:
            move_row(draft, row, up=what == "up", **DONE)
