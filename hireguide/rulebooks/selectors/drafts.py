"""Reads of the draft: the document and the rulebook that its rows make, also with some rows otherwise."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from hireguide.accounts.models import User
from hireguide.rulebooks.models import ROWS, Band, Cell, Row, RulebookDraft, Source
from hireguide.rulebooks.models.rows import Item
from hireguide.rules import BANDS, Fault, Rulebook, RulebookError, parse_rulebook

Document = dict[str, Any]
FORMAT = 1
_PLACE = re.compile(r"(?P<part>[a-z]+)(?:\[(?P<number>\d+)\]|\.(?P<key>[a-z0-9_]+)(?:\.(?P<second>[a-z]+))?)?")


def open_draft() -> RulebookDraft | None:
    """The draft that is being edited; None when there is none."""
    return (
        RulebookDraft.objects.select_related("base", "begun_by")
        .defer("body", "base__body")
        .filter(state=RulebookDraft.State.OPEN)
        .first()
    )


def naming_of(draft: RulebookDraft) -> str:
    """What the draft is called and for, and the rulebook's name, as one word that changes with any of them."""
    return hashlib.sha256(json.dumps([draft.title, draft.intent, draft.name]).encode()).hexdigest()[:16]


def rows_of(draft: RulebookDraft, kind: type[Row]) -> QuerySet[Any]:
    """The draft's rows of one kind, in the rulebook's order."""
    return kind._default_manager.filter(draft=draft)  # noqa: SLF001 - the manager of a model not known beforehand


def body_of(draft: RulebookDraft) -> str:
    """What the draft says now, as the JSON text of a rulebook. It is read anew each time: a draft moves."""
    return RulebookDraft.objects.values_list("body", flat=True).get(pk=draft.pk)


def document_of(draft: RulebookDraft) -> Document:
    """The rulebook's JSON, parsed, as the draft says it now."""
    document: Document = json.loads(body_of(draft))
    return document


def document_of_rows(draft: RulebookDraft) -> Document:
    """The rulebook's JSON, parsed, as the draft's rows say it: what every write stores as the draft's body."""
    parts = {kind.part: _part(kind, list(rows_of(draft, kind))) for kind in ROWS}
    return {"format": FORMAT, "name": draft.name, **parts}


def document_with(draft: RulebookDraft, *new: Row) -> Document:
    """The draft's document as it would be with some rows, new or changed and not stored, in it.

    Raises RulebookError where another row of its kind has the key of one: a part that is no list can't hold both.
    """
    rows: dict[type[Row], list[Row]] = {type(row): list(rows_of(draft, type(row))) for row in new}
    for row in new:
        mine = rows[type(row)]
        place = next((place for place, other in enumerate(mine) if row.pk is not None and other.pk == row.pk), None)
        if place is None:
            mine.append(row)
        else:
            mine[place] = row
    for row in new:
        if "key" not in row.members and [other.key for other in rows[type(row)]].count(row.key) > 1:
            raise RulebookError(
                [Fault(f"{row.part}.{row.key}", f"{row.key} is the key of another already. Choose another.")]
            )
    return _with_rows(draft, rows)


def document_without(draft: RulebookDraft, row: Row) -> Document:
    """The draft's document as it would be without `row`."""
    kind = type(row)
    return _with_rows(draft, {kind: list(rows_of(draft, kind).exclude(pk=row.pk))})


def document_moved(draft: RulebookDraft, row: Row, *, up: bool) -> Document:
    """The draft's document with `row` in the place of the one before it (`up`) or behind it, as `move_row` does it."""
    mine: list[Row] = list(rows_of(draft, type(row)))
    place = [other.pk for other in mine].index(row.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(mine):
        mine[place], mine[other] = mine[other], mine[place]
    return _with_rows(draft, {type(row): mine})


def draft_rulebook(draft: RulebookDraft) -> Rulebook:
    """The rulebook that the draft makes, parsed once for each content. What is stored is always well formed."""
    return _parsed(body_of(draft))


def read_document(document: Document) -> Rulebook:
    """The rulebook of a document, parsed once for each content; raises RulebookError with every fault."""
    return _parsed(text_of(document))


def text_of(document: Document) -> str:
    """A document as the text that a draft's body is."""
    return json.dumps(document)


@lru_cache(maxsize=8)
def _parsed(text: str) -> Rulebook:
    return parse_rulebook(text)


def cited_by(draft: RulebookDraft, source: Source) -> list[Row]:
    """The rows of the draft that cite a source."""
    citing = [kind for kind in ROWS if "sources" in kind.members]
    return [row for kind in citing for row in rows_of(draft, kind) if source.key in row.sources]


def editors_of(draft: RulebookDraft) -> QuerySet[User]:
    """Everybody who has written to the draft: who began it, and whoever changed, added or removed a row."""
    first, *others = (_writers(kind, draft_id=draft.pk) for kind in ROWS)
    wrote = set(first.union(*others, _writers(RulebookDraft, id=draft.pk)))
    wrote |= {draft.begun_by_id} if draft.begun_by_id else set()
    return User.objects.filter(pk__in=wrote)


def _writers(kind: Any, **own: int) -> QuerySet[Any, int]:
    """The ids of whoever the history of a kind names."""
    found: QuerySet[Any] = kind.history.model.objects.filter(history_user__isnull=False, **own)
    return found.order_by().values_list("history_user_id", flat=True)


def part_of_path(draft: RulebookDraft, path: str) -> Row | None:
    """The row that a fault's path speaks of (`evidence[3].when.all[0].value`); None where it is of no one row."""
    place = _PLACE.match(path)
    kind = next((kind for kind in ROWS if place and kind.part == place["part"]), None)
    if place is None or kind is None:
        return None
    if place["number"] is not None:
        return next(iter(rows_of(draft, kind)[int(place["number"]) :][:1]), None)
    key = f"{place['key']}.{place['second']}" if kind is Cell else place["key"]
    return rows_of(draft, kind).filter(key=key).first()


def _with_rows(draft: RulebookDraft, rows: Mapping[type[Row], Sequence[Row]]) -> Document:
    """The draft's document with other rows of some kinds."""
    return document_of(draft) | {kind.part: _part(kind, found) for kind, found in rows.items()}


def _part(kind: type[Row], rows: Sequence[Any]) -> Any:
    """Rows of one kind as that part of the rulebook's JSON."""
    if "key" in kind.members:
        return [row.item() for row in rows]
    if kind is Cell:
        return {band: {row.strategy: row.item() for row in rows if row.execution == band} for band in BANDS}
    if kind is Band:
        return {row.key: [row.some_from, row.large_from] for row in rows}
    return {row.key: row.item() for row in rows}


def items_of(document: Document, kind: type[Row]) -> list[tuple[str, Item]]:
    """The items of one kind in a rulebook's document, each with the key of the row that holds it."""
    part = document[kind.part]
    if isinstance(part, list):
        return [(item["key"], item) for item in part]
    if kind is Cell:
        return [(f"{one}.{two}", cell) for one, row in part.items() for two, cell in row.items()]
    if kind is Band:
        return [(gap, {"some": some, "large": large}) for gap, (some, large) in part.items()]
    return list(part.items())
