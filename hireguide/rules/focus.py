"""A crowd made over so that chosen boxes of rules hold of every company: what is rare among all is common there."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

from hireguide.rules.compiled import Compiled
from hireguide.rules.crowd import Columns, Crowd
from hireguide.rules.fields import CATALOGUE, FIELDS, Field, applies


def focus(compiled: Compiled, crowd: Crowd, boxes: int) -> Columns | None:
    """The answers that the companies give when all these boxes are to hold: their own where those allow it, else the
    first that does. None where no answers allow it."""
    raw = dict(crowd.raw)
    for name, places in _wanted(compiled, crowd, boxes):
        if not places:
            return None
        raw[name] = _moved(crowd, raw[name], places)
    return {field.name: _asked(crowd, raw, field) for field in CATALOGUE}


def _wanted(compiled: Compiled, crowd: Crowd, boxes: int) -> Iterator[tuple[str, list[int]]]:
    """The questions that the boxes ask, each with the answers that all of them accept and that let it be asked."""
    places: dict[str, set[int]] = {}
    for table in compiled.tables:
        asking = boxes & ~table.absent
        if asking:
            name, spans = table.field.name, crowd.spans[table.field.name]
            accepted = {place for place, span in enumerate(spans) if not asking & ~table.mask(span.start)}
            places[name] = places.get(name, accepted) & accepted
            parent = table.field.asked_if and table.field.asked_if.field
            if parent:
                opening = set(_opening(crowd, table.field, parent))
                places[parent] = places.get(parent, opening) & opening
    return ((name, sorted(kept)) for name, kept in places.items())


def _opening(crowd: Crowd, field: Field, parent: str) -> Iterator[int]:
    """The answers to `parent` after which a question is asked."""
    for place, span in enumerate(crowd.spans[parent]):
        if applies(field, {parent: span.start}):
            yield place


def _moved(crowd: Crowd, columns: Sequence[int], places: Sequence[int]) -> list[int]:
    moved = [column if place in places else 0 for place, column in enumerate(columns)]
    moved[places[0]] |= crowd.all & ~reduce(or_, moved)
    return moved


def _asked(crowd: Crowd, raw: Columns, field: Field) -> Sequence[int]:
    """The answers to a question of those companies that are asked it."""
    if field.asked_if is None:
        return raw[field.name]
    parent = field.asked_if.field
    asked = reduce(or_, (raw[parent][place] for place in _opening(crowd, FIELDS[field.name], parent)), 0)
    return [column & asked for column in raw[field.name]]
