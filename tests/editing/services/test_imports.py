import json
from datetime import timedelta
from functools import partial

import pytest

from hireguide.editing.models import AuditEntry, WaitingImport
from hireguide.editing.selectors.imports import Incoming, seen
from hireguide.editing.services.imports import DraftHasMovedError, apply_import, forget_import, keep_import
from hireguide.rulebooks.models import Evidence, RulebookDraft, Source
from hireguide.rulebooks.selectors import document_of, draft_rulebook, open_draft, rows_of
from hireguide.rulebooks.services import give_up_draft, move_row, remove_row, store_rows
from hireguide.rules import parse_rulebook, rulebook_digest
from hireguide.web.tables.faults import FileFaultsError
from tests.editing.people import make_staff
from tests.factories import NOW, make_rulebook_draft, rulebook_text, small_rulebook
from tests.threads import at_once

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def editor(db):
    return make_staff("editor")


def table(points=1):
    """The small rulebook's evidence with one rule changed and one left out."""
    items = small_rulebook()["evidence"][:3]
    items[0]["points"] = points
    return Incoming("evidence.csv", json.dumps(items), (2, 3, 4))


def keep(incoming, by):
    return keep_import(incoming, by=by, at=NOW)


def yes(waiting, by, *, shown=None):
    now = seen(open_draft()) if shown is None else shown
    return apply_import(waiting, shown=now, note="evidence.csv: evidence (1 changed)", by=by, at=LATER)


def test_a_file_waits_with_what_it_says_and_the_draft_stays_as_it_is(editor):
    draft = make_rulebook_draft()
    before = document_of(draft)
    waiting = keep(table(), editor)
    waiting.refresh_from_db()
    assert (waiting.name, json.loads(waiting.text)[0]["points"], waiting.rows) == ("evidence.csv", 1, [2, 3, 4])
    assert (waiting.by, waiting.at) == (editor, NOW)
    assert document_of(draft) == before
    assert str(waiting) == "evidence.csv"


def test_a_file_takes_the_place_of_whatever_else_of_that_person_waits(editor):
    make_rulebook_draft()
    others = keep(table(), make_staff("publisher"))
    keep(table(), editor)
    last = keep(table(), editor)
    assert set(WaitingImport.objects.all()) == {others, last}


def test_a_name_longer_than_is_kept_is_cut(editor):
    waiting = keep(Incoming("n" * 300 + ".json", rulebook_text()), editor)
    assert len(waiting.name) == 200
    assert len(yes(waiting, editor).title) == 120


def test_a_yes_stores_the_table_in_one_write_with_its_author_and_an_entry_in_the_list(editor):
    draft = make_rulebook_draft()
    yes(keep(table(), editor), editor)
    draft.refresh_from_db()
    assert [(rule.key, rule.points) for rule in draft_rulebook(draft).evidence] == [
        ("slips", 1), ("many_engineers", 4), ("nobody_decides", 5),
    ]  # fmt: skip
    assert (draft.version, draft.changed_at) == (2, LATER)
    edits = Evidence.history.filter(history_change_reason=None)
    assert set(edits.values_list("key", "history_type", "history_user")) == {
        ("slips", "~", editor.pk),
        ("board_asks", "-", editor.pk),
    }
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.who, entry.at, entry.draft) == ("import", editor, LATER, draft)
    assert entry.note == "evidence.csv: evidence (1 changed)"
    assert not WaitingImport.objects.exists()


def test_a_whole_rulebook_takes_the_place_of_the_draft(editor, rulebook_text):
    draft = make_rulebook_draft()
    told = yes(keep(Incoming("rules.json", rulebook_text), editor), editor)
    assert told == draft
    assert rulebook_digest(draft_rulebook(told)) == rulebook_digest(parse_rulebook(rulebook_text))


def test_a_whole_rulebook_begins_a_draft_where_none_is_open(editor):
    draft = yes(keep(Incoming("rules.json", rulebook_text(name="Theirs")), editor), editor)
    assert (draft.title, draft.intent, draft.name) == ("rules.json", "Imported from rules.json.", "Theirs")
    assert (draft.begun_by, draft.base) == (editor, None)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["import", "start"]


def move_a_row(draft):
    move_row(draft, rows_of(draft, Evidence)[0], up=False, by=None, at=LATER)


def give_up(draft):
    give_up_draft(draft, by=None, at=LATER)


def open_another(draft):
    give_up(draft)
    make_rulebook_draft(title="Another")


@pytest.mark.parametrize("meanwhile", [move_a_row, give_up, open_another])
def test_a_yes_counts_only_for_the_draft_that_was_shown(editor, meanwhile):
    draft = make_rulebook_draft()
    waiting, shown = keep(table(), editor), seen(draft)
    meanwhile(draft)
    before = [document_of(each) for each in RulebookDraft.objects.all()]
    with pytest.raises(DraftHasMovedError, match="has changed since this page was shown"):
        yes(waiting, editor, shown=shown)
    assert [document_of(each) for each in RulebookDraft.objects.all()] == before
    assert WaitingImport.objects.get() == waiting
    assert not AuditEntry.objects.exists()


def test_a_draft_that_was_begun_meanwhile_is_not_overwritten(editor):
    waiting = keep(Incoming("rules.json", rulebook_text()), editor)
    draft = make_rulebook_draft(name="Another")
    with pytest.raises(DraftHasMovedError):
        yes(waiting, editor, shown="none")
    assert open_draft() == draft


def test_a_file_that_no_longer_fits_the_draft_is_refused_by_row_and_stores_nothing(editor):
    draft = make_rulebook_draft()
    store_rows(draft, [Source(key="idle").fill(small_rulebook()["sources"]["ours"])], by=None, at=NOW)
    items = small_rulebook()["evidence"]
    items[1]["sources"] = ["idle"]
    waiting = keep(Incoming("evidence.csv", json.dumps(items), (2, 3, 4, 5)), editor)
    remove_row(draft, rows_of(draft, Source).get(key="idle"), by=None, at=LATER)
    with pytest.raises(FileFaultsError, match=r"^Row 3, sources: must be the key of a source \(ours\)"):
        yes(waiting, editor)
    assert document_of(open_draft())["evidence"] == small_rulebook()["evidence"]


def test_a_file_that_is_dropped_is_gone_and_the_draft_stays(editor):
    draft = make_rulebook_draft()
    forget_import(keep(table(), editor))
    assert not WaitingImport.objects.exists()
    assert rows_of(draft, Evidence).count() == 4


@pytest.mark.django_db(transaction=True)
def test_of_two_who_say_yes_at_the_same_moment_one_imports_and_the_other_is_told():
    ada, ben = make_staff("editor"), make_staff("publisher")
    draft = make_rulebook_draft()
    waiting = [keep(table(points=1), ada), keep(table(points=2), ben)]
    shown = seen(draft)
    outcomes = at_once(*[partial(yes, one, one.by, shown=shown) for one in waiting])
    assert {type(outcome) for outcome in outcomes} == {RulebookDraft, DraftHasMovedError}
    winner = [type(outcome) for outcome in outcomes].index(RulebookDraft)
    assert draft_rulebook(open_draft()).evidence[0].points == winner + 1
    assert WaitingImport.objects.get() == waiting[1 - winner]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_a_draft_with_a_file_at_the_same_moment_one_does():
    people = [make_staff("editor"), make_staff("publisher")]
    waiting = [keep(Incoming(f"{by.email}.json", rulebook_text()), by) for by in people]
    outcomes = at_once(*[partial(yes, one, one.by, shown="none") for one in waiting])
    assert {type(outcome) for outcome in outcomes} == {RulebookDraft, DraftHasMovedError}
    assert RulebookDraft.objects.count() == 1
