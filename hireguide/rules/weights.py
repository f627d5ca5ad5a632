"""How likely each answer is, so that shares can be told: choices count equally, numbers by their brackets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from hireguide.rules.compiled import Compiled, Table
from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Field, Value


@dataclass(frozen=True, slots=True)
class Span:
    """Answers that neither rules nor brackets tell apart: from `start` to `end`, which are the same but for numbers."""

    start: Value
    end: Value
    weight: Fraction


def spans_of(compiled: Iterable[Compiled]) -> Mapping[str, tuple[Span, ...]]:
    """Every question's answers with their weights, which add up to 1; numbers cut finely enough for all rulebooks.

    The two counts of the law are cut at the same places, so that which is greater is plain, but within one span.
    """
    tables = [table for each in compiled for table in each.tables]
    shared = {start for name in (LAW.field, LAW.limit) for start in _starts(FIELDS[name], tables)}
    return {
        field.name: tuple(_spans(field, _starts(field, tables) | (shared if field.name in _COUNTS else set())))
        for field in CATALOGUE
    }


_COUNTS = (LAW.field, LAW.limit)


def _starts(field: Field, tables: Iterable[Table]) -> set[int]:
    """Where a number's spans begin, and one past its end."""
    cuts = {cut for table in tables if table.field.name == field.name for cut in table.cuts}
    return cuts | {1} | {place for low, high in field.brackets for place in (low, high + 1)}


def _spans(field: Field, starts: set[int]) -> Iterable[Span]:
    if field.kind != "integer":
        answers = tuple(field.values)
        return [Span(answer, answer, Fraction(1, len(answers))) for answer in answers]
    places = sorted(place for place in starts if field.low <= place <= field.high + 1)
    return [Span(low, end - 1, _weight(field, low, end)) for low, end in pairwise(places)]


def _weight(field: Field, start: int, end: int) -> Fraction:
    """The weight of a span that lies within one bracket."""
    low, high = next((low, high) for low, high in field.brackets if low <= start <= high)
    return Fraction(end - start, (high - low + 1) * len(field.brackets))


def lawful(count: Span, limit: Span) -> Fraction:
    """How likely the law holds between two spans of its counts: certain, or even odds within one span.

    >>> lawful(Span(3, 5, Fraction(1)), Span(3, 5, Fraction(1)))
    Fraction(2, 3)
    """
    if count.start != limit.start:
        return Fraction(int(count.start) < int(limit.start))
    size = int(count.end) - int(count.start) + 1
    return Fraction(size + 1, 2 * size)
