from datetime import timedelta
from functools import partial

import pytest

from hireguide.rulebooks.models import ROWS, Evidence, RulebookDraft
from hireguide.rulebooks.selectors import document_of, draft_rulebook, open_draft, rows_of
from hireguide.rulebooks.services import (
    DraftIsClosedError,
    DraftIsOpenError,
    close_draft,
    copy_edition,
    give_up_draft,
    move_row,
    remove_row,
    rename_draft,
    replace_rows,
    replace_rulebook,
    start_draft,
    store_rows,
)
from hireguide.rules import RulebookError, rulebook_digest
from tests.factories import ADA, BEN, NOW, make_edition, make_rulebook_draft, make_user, rulebook_text
from tests.threads import at_once

LATER = NOW + timedelta(hours=1)


@pytest.mark.django_db
def test_a_draft_of_an_edition_says_what_it_says_and_where_it_is_from():
    ada = make_user(ADA)
    edition = make_edition()
    draft = copy_edition(edition, title="Raise the bar", intent="Fewer hires.", by=ada, at=NOW)
    draft.refresh_from_db()
    assert (draft.title, draft.intent, draft.name) == ("Raise the bar", "Fewer hires.", "A small rulebook")
    assert (draft.base, draft.begun_by, draft.begun_at, draft.changed_at) == (edition, ada, NOW, NOW)
    assert (draft.version, draft.state, draft.edition, draft.closed_at) == (1, "open", None, None)
    assert rulebook_digest(draft_rulebook(draft)) == edition.digest


@pytest.mark.django_db
def test_beginning_leaves_one_line_of_history_and_none_for_its_rows():
    ada = make_user(ADA)
    draft = make_rulebook_draft(by=ada)
    assert [(line.history_type, line.history_user) for line in draft.history.all()] == [("+", ada)]
    assert not any(kind.history.exists() for kind in ROWS)


@pytest.mark.django_db
def test_a_text_with_faults_names_all_of_them_and_opens_nothing():
    with pytest.raises(RulebookError) as refused:
        make_rulebook_draft(name="", bands={"execution": [4, 8]})
    assert {fault.path for fault in refused.value.faults} == {"name", "bands.strategy"}
    assert open_draft() is None


@pytest.mark.django_db
def test_a_key_that_no_column_holds_is_a_fault_and_no_accident():
    sources = {"s" * 81: {"author": "A", "title": "T", "url": None, "year": None, "grade": "house", "note": ""}}
    with pytest.raises(RulebookError, match="a key is 1 to 80 lower-case letters"):
        make_rulebook_draft(sources=sources)
    assert open_draft() is None


@pytest.mark.django_db
def test_while_one_is_open_a_second_is_refused_naming_it_and_what_to_do():
    first = make_rulebook_draft(title="Raise the bar")
    with pytest.raises(DraftIsOpenError, match=r"^“Raise the bar” is open. Publish it or give it up before") as refused:
        make_rulebook_draft(title="Another")
    assert refused.value.draft == first
    assert RulebookDraft.objects.get() == first
    assert rows_of(first, Evidence).count() == Evidence.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_of_those_who_begin_at_the_same_moment_one_opens_a_draft_and_the_others_are_told_of_it():
    titles = [f"Draft {number}" for number in range(5)]
    outcomes = at_once(
        *[partial(start_draft, rulebook_text(), title=title, base=None, by=None, at=NOW) for title in titles]
    )
    [opened] = [outcome for outcome in outcomes if isinstance(outcome, RulebookDraft)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, DraftIsOpenError)]
    assert len(refused) == 4
    assert {error.draft for error in refused} == {opened}
    assert RulebookDraft.objects.get() == opened
    assert Evidence.objects.count() == 4


@pytest.mark.django_db
def test_renaming_stores_all_three_names_moves_the_version_and_remembers_who():
    ada, ben = make_user(ADA), make_user(BEN)
    draft = make_rulebook_draft(by=ada)
    rename_draft(draft, title="Lower the bar", intent="More hires.", name="The rulebook", by=ben, at=LATER)
    draft.refresh_from_db()
    assert (draft.title, draft.intent, draft.name) == ("Lower the bar", "More hires.", "The rulebook")
    assert (draft.version, draft.changed_at, draft.begun_at) == (2, LATER, NOW)
    newest, first = draft.history.all()
    assert (newest.history_user, newest.title, first.title) == (ben, "Lower the bar", "A change")
    assert draft_rulebook(draft).name == "The rulebook"


@pytest.mark.parametrize("name", ["", "   ", "Bell\x07"])
@pytest.mark.django_db
def test_a_name_that_no_rulebook_can_have_is_refused_and_nothing_is_stored(name):
    draft = make_rulebook_draft()
    with pytest.raises(RulebookError) as refused:
        rename_draft(draft, title="T", intent="", name=name, by=None, at=LATER)
    assert [fault.path for fault in refused.value.faults] == ["name"]
    draft.refresh_from_db()
    assert (draft.title, draft.name, draft.version) == ("A change", "A small rulebook", 1)


@pytest.mark.django_db
def test_giving_up_closes_the_draft_keeps_its_rows_and_makes_way_for_the_next():
    ada = make_user(ADA)
    draft = give_up_draft(make_rulebook_draft(), by=ada, at=LATER)
    draft.refresh_from_db()
    assert (draft.state, draft.closed_at, draft.edition) == ("given_up", LATER, None)
    assert draft.history.first().history_user == ada
    assert rows_of(draft, Evidence).count() == 4
    assert open_draft() is None
    assert make_rulebook_draft(title="The next").is_open


@pytest.mark.django_db
def test_a_draft_closes_as_the_edition_that_it_became():
    edition = make_edition()
    draft = close_draft(make_rulebook_draft(), edition=edition, by=None, at=LATER)
    draft.refresh_from_db()
    assert (draft.state, draft.edition, draft.closed_at) == ("published", edition, LATER)
    assert edition.draft == draft


WRITES = {
    "rename": lambda draft, _, **who: rename_draft(draft, title="T", intent="", name="N", **who),
    "store": lambda draft, row, **who: store_rows(draft, [row], **who),
    "remove": remove_row,
    "move": lambda draft, row, **who: move_row(draft, row, up=False, **who),
    "replace": lambda draft, _, **who: replace_rows(draft, Evidence, [], **who),
    "replace all": lambda draft, _, **who: replace_rulebook(draft, draft_rulebook(draft), **who),
    "give up": lambda draft, _, **who: give_up_draft(draft, **who),
    "close": lambda draft, _, **who: close_draft(draft, edition=make_edition(), **who),
}


@pytest.mark.django_db
@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
@pytest.mark.parametrize("state", ["given up", "published"])
def test_a_closed_draft_is_never_written_to_again(write, state):
    stale = make_rulebook_draft()
    row = rows_of(stale, Evidence)[0]
    edition = make_edition() if state == "published" else None
    close_draft(RulebookDraft.objects.get(), edition=edition, by=None, at=NOW)
    before = document_of(stale)
    row.points = 1
    with pytest.raises(DraftIsClosedError, match=f"^“A change” is {state}: it can't be changed any more.$") as refused:
        write(stale, row, by=None, at=LATER)
    assert refused.value.draft.state == state.replace(" ", "_")
    stale.refresh_from_db()
    assert (document_of(stale), stale.version, stale.closed_at) == (before, 1, NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_a_draft_at_the_same_moment_one_is_told_that_it_is_closed():
    draft = make_rulebook_draft()
    outcomes = at_once(*[partial(give_up_draft, draft, by=None, at=LATER)] * 3)
    assert [type(outcome) for outcome in outcomes].count(DraftIsClosedError) == 2
    assert draft.history.filter(state="given_up").count() == 1
