import importlib
import json
from dataclasses import replace

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from hireguide.rulebooks.models import ROWS, Cell, Evidence, Plan, RulebookDraft, Situation, Source
from hireguide.rulebooks.selectors import (
    document_of,
    document_of_rows,
    draft_rulebook,
    items_of,
    open_draft,
    read_document,
    rows_of,
)
from hireguide.rulebooks.services import (
    give_up_draft,
    move_row,
    remove_row,
    rename_draft,
    replace_rows,
    replace_rulebook,
    store_rows,
)
from hireguide.rules import RulebookError, parse_rulebook, rulebook_json
from tests.factories import ADA, NOW, make_edition, make_rulebook_draft, make_user, rulebook_text, small_rulebook

pytestmark = pytest.mark.django_db
DONE = {"by": None, "at": NOW}
bodies = importlib.import_module("hireguide.rulebooks.migrations.0003_body_of_a_draft")


@pytest.fixture
def draft():
    return make_rulebook_draft()


def stored(**fields):
    own = {"title": "Another", "name": "N", "body": "{}", "begun_at": NOW, "changed_at": NOW}
    return RulebookDraft.objects.create(**own | fields)


def test_the_database_holds_one_open_draft_and_any_number_of_closed_ones(draft):
    with pytest.raises(IntegrityError, match=r"one_open|rulebookdraft\.state"), transaction.atomic():
        stored()
    stored(state="given_up")
    stored(state="given_up")
    assert RulebookDraft.objects.filter(state="open").get() == draft


@pytest.mark.parametrize("state", ["open", "given_up"])
def test_the_database_knows_an_edition_of_published_drafts_only(state):
    edition = make_edition()
    with pytest.raises(IntegrityError, match="published_as_edition"), transaction.atomic():
        stored(state=state, edition=edition)
    with pytest.raises(IntegrityError, match="published_as_edition"), transaction.atomic():
        stored(state="published")
    assert stored(state="published", edition=edition).edition == edition


def test_a_key_stands_once_in_a_draft_and_may_stand_again_in_another(draft):
    first = rows_of(draft, Evidence)[0]
    first.pk = None
    with pytest.raises(IntegrityError, match="key"), transaction.atomic():
        first.save()
    give_up_draft(draft, by=None, at=NOW)
    assert [row.key for row in rows_of(make_rulebook_draft(), Evidence)] == [
        "slips", "many_engineers", "nobody_decides", "board_asks",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_a_row_says_what_it_was_filled_with_through_the_database_too(kind, edition, rulebook_text):
    draft = make_rulebook_draft(base=edition)
    expected = items_of(json.loads(rulebook_json(parse_rulebook(rulebook_text))), kind)
    rows = list(rows_of(draft, kind))
    assert expected, "the shipped rulebook has some of every kind"
    assert [(row.key, row.item()) for row in rows] == expected
    assert [str(row) for row in rows] == [key for key, _ in expected]


def test_rows_keep_their_order_and_sources_stand_by_key():
    draft = make_rulebook_draft()
    early = Source(key="a_source").fill({**small_rulebook()["sources"]["ours"], "title": "Earlier"})
    late = Evidence(key="a_rule").fill({**small_rulebook()["evidence"][0], "key": "a_rule"})
    store_rows(draft, [early, late], by=None, at=NOW)
    assert [row.key for row in rows_of(draft, Source)] == ["a_source", "ours"]
    assert [row.key for row in rows_of(draft, Evidence)][-1] == "a_rule"
    assert [row.key for row in rows_of(draft, Situation)] == ["too_small", "nobody_hurt"]


def test_a_draft_says_what_has_become_of_it(draft):
    assert (str(draft), draft.is_open) == ("A change (open)", True)
    given_up = give_up_draft(draft, by=None, at=NOW)
    assert (str(given_up), given_up.is_open) == ("A change (given up)", False)


def test_who_wrote_to_a_draft_may_leave_and_the_draft_and_its_history_stay():
    ada = make_user(ADA)
    draft = make_rulebook_draft(by=ada)
    row = rows_of(draft, Evidence)[0]
    row.points = 1
    store_rows(draft, [row], by=ada, at=NOW)
    ada.delete()
    draft.refresh_from_db()
    assert (draft.begun_by, draft.history.get().history_user) == (None, None)
    assert row.history.first().points == 1


# ── its body: what its rows say ──


def changed(draft, kind, **columns):
    row = rows_of(draft, kind)[0]
    for name, value in columns.items():
        setattr(row, name, value)
    return row


WRITES = {
    "renamed": lambda draft: rename_draft(draft, title="T", intent="I", name="Our rules", **DONE),
    "changed": lambda draft: store_rows(draft, [changed(draft, Evidence, points=1)], **DONE),
    "called otherwise": lambda draft: store_rows(draft, [changed(draft, Evidence, key="late")], **DONE),
    "a cell changed": lambda draft: store_rows(draft, [changed(draft, Cell, because="Otherwise.")], **DONE),
    "added": lambda draft: store_rows(
        draft,
        [
            Evidence(key="new").fill({**small_rulebook()["evidence"][0], "key": "new", "sources": ["them", "ours"]}),
            Source(key="them").fill({**small_rulebook()["sources"]["ours"], "author": "Ünï “quoted” \\ 😀"}),
        ],
        **DONE,
    ),
    "removed": lambda draft: remove_row(draft, rows_of(draft, Plan)[0], **DONE),
    "moved": lambda draft: move_row(draft, rows_of(draft, Situation)[0], up=False, **DONE),
    "a part replaced": lambda draft: replace_rows(draft, Evidence, small_rulebook()["evidence"][2:], **DONE),
    "all replaced": lambda draft: replace_rulebook(
        draft, replace(parse_rulebook(rulebook_text(examples=[])), name="Another"), **DONE
    ),
}


def body_and_rows(draft):
    """What both say of a draft, each as a rulebook's JSON."""
    draft.refresh_from_db()
    return document_of(draft), document_of_rows(draft)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_after_every_kind_of_write_the_body_says_what_the_rows_say_and_reads(draft, write):
    before, said = body_and_rows(draft)
    assert before == said
    write(draft)
    after, said = body_and_rows(draft)
    assert after == said
    assert after != before
    assert rulebook_json(draft_rulebook(draft)) == rulebook_json(read_document(said))


def test_after_all_of_them_in_turn_and_its_end_the_body_still_says_what_the_rows_say(draft):
    for write in WRITES.values():
        write(open_draft())
    give_up_draft(draft, **DONE)
    body, said = body_and_rows(draft)
    assert (body, body["name"]) == (said, "Another")


def test_a_write_that_is_refused_leaves_both_as_they_were(draft):
    before = body_and_rows(draft)
    with pytest.raises(RulebookError):
        remove_row(draft, rows_of(draft, Source)[0], **DONE)
    assert body_and_rows(draft) == before


def test_drafts_from_before_there_were_bodies_get_theirs_from_their_rows(edition):
    make_rulebook_draft(base=edition)
    move_row(open_draft(), rows_of(open_draft(), Situation)[3], up=True, **DONE)
    give_up_draft(open_draft(), **DONE)
    make_rulebook_draft()
    drafts = RulebookDraft.objects.order_by("pk")
    expected = [document_of(draft) for draft in drafts]
    drafts.update(body="")
    bodies.fill_bodies(apps, None)
    assert [document_of(draft) for draft in drafts] == expected
