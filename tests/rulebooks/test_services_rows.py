from datetime import timedelta
from functools import partial

import pytest

from hireguide.rulebooks.models import Advice, Cell, Evidence, Plan, RulebookDraft, Situation, Source
from hireguide.rulebooks.selectors import document_of, draft_rulebook, rows_of
from hireguide.rulebooks.services import (
    ChangedMeanwhileError,
    give_up_draft,
    move_row,
    remove_row,
    replace_rows,
    store_rows,
)
from hireguide.rules import RulebookError
from tests.factories import ADA, BEN, NOW, evidence, make_rulebook_draft, make_user, small_rulebook, when
from tests.threads import at_once

LATER = NOW + timedelta(hours=1)
DONE = {"by": None, "at": LATER}


@pytest.fixture
def draft(db):
    return make_rulebook_draft()


def row_of(draft, kind, key):
    return rows_of(draft, kind).get(key=key)


def keys(draft, kind=Evidence):
    return [row.key for row in rows_of(draft, kind)]


def new_evidence(key="new_rule", **item):
    return Evidence(key=key).fill(evidence(key, "strategy", 2, "stage", "is", "seed") | item)


def written(draft, kind=Evidence):
    """Every edit of a kind, oldest first: what was done, to which row, by whom."""
    lines = kind.history.filter(draft=draft, history_change_reason=None).order_by("history_id")
    return [(line.history_type, line.key, line.history_user) for line in lines]


def refused_paths(write, *arguments):
    with pytest.raises(RulebookError) as refused:
        write(*arguments, **DONE)
    return [fault.path for fault in refused.value.faults]


# ── stored ──


def test_a_changed_row_is_stored_in_its_place_and_the_draft_moves_on(draft):
    ada = make_user(ADA)
    row = row_of(draft, Evidence, "many_engineers")
    row.points = 2
    told = store_rows(draft, [row], by=ada, at=LATER)
    draft.refresh_from_db()
    assert (told.version, draft.version, draft.changed_at) == (2, 2, LATER)
    assert keys(draft) == ["slips", "many_engineers", "nobody_decides", "board_asks"]
    assert draft_rulebook(draft).evidence[1].points == 2
    assert written(draft) == [("~", "many_engineers", ada)]
    assert row_of(draft, Evidence, "many_engineers").revision == 2


def test_what_the_draft_began_with_is_kept_once_before_a_row_s_first_edit(draft):
    row = row_of(draft, Evidence, "slips")
    for points in (2, 3):
        row.points = points
        store_rows(draft, [row], by=make_user(f"{points}@example.com"), at=LATER)
        row.refresh_from_db()
    assert [line.points for line in row.history.all()] == [3, 2, 5]
    beginning = row.history.last()
    assert (beginning.history_type, beginning.history_user) == ("+", draft.begun_by)
    store_rows(draft, [new_evidence()], **DONE)
    assert row_of(draft, Evidence, "new_rule").history.count() == 1


def test_new_rows_go_behind_the_others_of_their_kind_in_the_order_given(draft):
    store_rows(draft, [new_evidence("first"), new_evidence("second")], **DONE)
    assert keys(draft)[-3:] == ["board_asks", "first", "second"]
    remove_row(draft, row_of(draft, Evidence, "slips"), **DONE)
    store_rows(draft, [new_evidence("third")], **DONE)
    assert keys(draft)[-2:] == ["second", "third"]


def test_the_first_row_of_a_kind_needs_no_other_before_it(draft):
    replace_rows(draft, Evidence, [], **DONE)
    store_rows(draft, [new_evidence()], **DONE)
    assert keys(draft) == ["new_rule"]


def test_rows_that_need_each_other_are_stored_in_one_write(draft):
    source = Source(key="theirs").fill(small_rulebook()["sources"]["ours"])
    store_rows(draft, [new_evidence(sources=["theirs"]), source], **DONE)
    draft.refresh_from_db()
    assert (draft.version, draft_rulebook(draft).evidence[-1].sources) == (2, ("theirs",))


ILL_FORMED = {
    "points out of range": ("points", 6, "evidence[4].points"),
    "no points": ("points", None, "evidence[4].points"),
    "points that no column holds": ("points", 10**12, "evidence[4].points"),
    "a gap that is none": ("gap", "growth", "evidence[4].gap"),
    "a gap that no column holds": ("gap", "g" * 99, "evidence[4].gap"),
    "a field that is none": ("when", when("stges", "is", "seed"), "evidence[4].when.all[0].field"),
    "a value that is none": ("when", when("stage", "is", "sed"), "evidence[4].when.all[0].value"),
    "no condition": ("when", {}, "evidence[4].when"),
    "an unknown source": ("sources", ["theirs"], "evidence[4].sources[0]"),
    "a sentence that is blank": ("because", " ", "evidence[4].because"),
    "half a character": ("because", "\ud800", "evidence[4].because"),
    "a null character": ("because", "a\0b", "evidence[4].because"),
    "another rule's key": ("key", "slips", "evidence[4].key"),
    "a situation's key": ("key", "too_small", "situations[0].key"),
    "a key that no column holds": ("key", "k" * 81, "evidence[4].key"),
}


@pytest.mark.parametrize(("column", "value", "path"), ILL_FORMED.values(), ids=ILL_FORMED)
def test_what_is_not_well_formed_is_refused_at_its_place_and_all_of_the_write_is_taken_back(draft, column, value, path):
    before = document_of(draft)
    good, wrong = row_of(draft, Evidence, "slips"), new_evidence()
    good.points = 1
    setattr(wrong, column, value)
    assert refused_paths(store_rows, draft, [good, wrong]) == [path]
    draft.refresh_from_db()
    assert (document_of(draft), draft.version, draft.changed_at, written(draft)) == (before, 1, NOW, [])


def test_a_second_source_under_one_key_is_refused(draft):
    again = Source(key="ours").fill(small_rulebook()["sources"]["ours"])
    assert refused_paths(store_rows, draft, [again]) == ["sources.ours"]


def test_whoever_read_a_row_before_it_changed_is_told_by_whom_and_nothing_is_overwritten(draft):
    ada, ben = make_user(ADA), make_user(BEN)
    adas, bens = row_of(draft, Evidence, "slips"), row_of(draft, Evidence, "slips")
    adas.points, bens.because = 1, "Ben says so."
    store_rows(draft, [adas], by=ada, at=LATER)
    with pytest.raises(ChangedMeanwhileError, match=f"^{ADA} has changed this since you opened it. Nothing") as refused:
        store_rows(draft, [new_evidence(), bens], by=ben, at=LATER)
    assert (refused.value.who, refused.value.row.points) == (ada, 1)
    assert row_of(draft, Evidence, "slips").because == "The sentence of slips."
    assert "new_rule" not in keys(draft)


def test_a_change_by_nobody_known_is_told_of_too(draft):
    mine, theirs = row_of(draft, Evidence, "slips"), row_of(draft, Evidence, "slips")
    theirs.points = 1
    store_rows(draft, [theirs], **DONE)
    with pytest.raises(ChangedMeanwhileError, match="Somebody else has changed this"):
        remove_row(draft, mine, **DONE)


@pytest.mark.parametrize("write", ["store", "remove", "move"])
def test_whoever_read_a_row_before_it_was_removed_is_told_by_whom(draft, write):
    ada = make_user(ADA)
    row = row_of(draft, Evidence, "slips")
    remove_row(draft, row_of(draft, Evidence, "slips"), by=ada, at=LATER)
    writes = {
        "store": lambda: store_rows(draft, [row], **DONE),
        "remove": lambda: remove_row(draft, row, **DONE),
        "move": lambda: move_row(draft, row, up=False, **DONE),
    }
    with pytest.raises(ChangedMeanwhileError, match=f"^{ADA} has removed this since you opened it") as refused:
        writes[write]()
    assert (refused.value.who, refused.value.row) == (ada, None)


def test_a_row_of_another_draft_is_not_there_to_write_to(draft):
    row = row_of(draft, Evidence, "slips")
    give_up_draft(draft, **DONE)
    with pytest.raises(ChangedMeanwhileError, match="has removed this"):
        store_rows(make_rulebook_draft(), [row], **DONE)


@pytest.mark.django_db(transaction=True)
def test_of_those_who_store_one_row_at_the_same_moment_one_does_and_the_others_are_told():
    draft = make_rulebook_draft()
    rows = [row_of(draft, Evidence, "slips") for _ in range(4)]
    for points, row in enumerate(rows, start=1):
        row.points = points
    outcomes = at_once(*[partial(store_rows, draft, [row], **DONE) for row in rows])
    kinds = [type(outcome) for outcome in outcomes]
    assert (kinds.count(RulebookDraft), kinds.count(ChangedMeanwhileError)) == (1, 3)
    stored = row_of(draft, Evidence, "slips")
    assert (stored.revision, stored.points) == (2, kinds.index(RulebookDraft) + 1)


@pytest.mark.django_db(transaction=True)
def test_two_edits_that_are_well_formed_only_one_at_a_time_are_not_both_stored():
    draft = make_rulebook_draft()
    store_rows(draft, [Source(key="idle").fill(small_rulebook()["sources"]["ours"])], **DONE)
    citing, cited = new_evidence(sources=["idle"]), row_of(draft, Source, "idle")
    outcomes = at_once(partial(store_rows, draft, [citing], **DONE), partial(remove_row, draft, cited, **DONE))
    kinds = [type(outcome) for outcome in outcomes]
    assert (kinds.count(RulebookDraft), kinds.count(RulebookError)) == (1, 1)
    draft_rulebook(draft)  # and it still reads


@pytest.mark.django_db(transaction=True)
def test_edits_of_different_rows_at_the_same_moment_all_count():
    draft = make_rulebook_draft()
    rows = list(rows_of(draft, Evidence))
    for row in rows:
        row.points = 1
    at_once(*[partial(store_rows, draft, [row], **DONE) for row in rows])
    draft.refresh_from_db()
    assert [rule.points for rule in draft_rulebook(draft).evidence] == [1] * 4
    assert draft.version == 5


# ── removed ──


def test_a_removed_row_is_gone_and_its_history_says_what_it_was_and_who_removed_it(draft):
    ada = make_user(ADA)
    remove_row(draft, row_of(draft, Advice, "settle_first"), by=ada, at=LATER)
    draft.refresh_from_db()
    assert (keys(draft, Advice), draft.version) == ([], 2)
    line = Advice.history.get(draft=draft)
    assert (line.history_type, line.history_user, line.text) == ("-", ada, "Settle the priorities first.")


def test_a_source_that_rules_cite_is_not_removed_and_each_of_them_is_named(draft):
    paths = refused_paths(remove_row, draft, row_of(draft, Source, "ours"))
    assert paths == [
        *(f"evidence[{number}].sources[0]" for number in range(4)),
        *("situations[0].sources[0]", "situations[1].sources[0]", "advice[0].sources[0]", "costs[0].sources[0]"),
    ]
    assert keys(draft, Source) == ["ours"]


def test_a_cell_is_never_removed_and_a_plan_may_be(draft):
    assert refused_paths(remove_row, draft, row_of(draft, Cell, "none.some")) == ["grid.none.some"]
    remove_row(draft, row_of(draft, Plan, "vp_engineering"), **DONE)
    assert dict(draft_rulebook(draft).plans) == {}


# ── moved ──


def test_a_row_changes_places_with_its_neighbour(draft):
    move_row(draft, row_of(draft, Evidence, "nobody_decides"), up=True, **DONE)
    assert keys(draft) == ["slips", "nobody_decides", "many_engineers", "board_asks"]
    move_row(draft, row_of(draft, Evidence, "slips"), up=False, **DONE)
    assert keys(draft) == ["nobody_decides", "slips", "many_engineers", "board_asks"]


@pytest.mark.parametrize(("key", "up"), [("too_small", True), ("nobody_hurt", False)])
def test_at_the_end_of_the_list_nothing_moves(draft, key, up):
    move_row(draft, row_of(draft, Situation, key), up=up, **DONE)
    assert keys(draft, Situation) == ["too_small", "nobody_hurt"]
    assert written(draft, Situation) == []


def test_only_the_two_that_change_places_are_written_also_after_a_removal(draft):
    ada = make_user(ADA)
    remove_row(draft, row_of(draft, Evidence, "slips"), **DONE)
    move_row(draft, row_of(draft, Evidence, "board_asks"), up=True, by=ada, at=LATER)
    assert keys(draft) == ["many_engineers", "board_asks", "nobody_decides"]
    assert written(draft)[1:] == [("~", "board_asks", ada), ("~", "nobody_decides", ada)]


def test_whoever_edits_a_row_that_is_moved_meanwhile_loses_nothing(draft):
    row = row_of(draft, Evidence, "slips")
    row.points = 1
    move_row(draft, row_of(draft, Evidence, "slips"), up=False, **DONE)
    store_rows(draft, [row], **DONE)
    assert keys(draft)[:2] == ["many_engineers", "slips"]
    assert draft_rulebook(draft).evidence[1].points == 1
