"""A compiled rulebook's tables in the form that reads a profile fastest; and its evidence, added up in pages."""

from collections.abc import Callable, Iterable, Mapping

from hireguide.rules.conditions import GAPS
from hireguide.rules.fields import CATALOGUE, FIELDS, Value
from hireguide.rules.verdict import Reason

Row = tuple[str, Mapping[Value, int], int]  # a question, its masks by answer, and the mask for no answer
Sides = tuple[Callable[[Value], int], int]  # what an answer leaves standing, and what no answer does
Account = tuple[int, int, tuple[Reason, ...]]  # execution points, strategy points, reasons

_PAGE = 10
_PAGE_MASK = (1 << _PAGE) - 1


class _Lookup(dict[Value, int]):
    """Masks by answer, each worked out once."""

    def __init__(self, mask: Callable[[Value], int]) -> None:
        super().__init__()
        self._mask = mask

    def __missing__(self, value: Value) -> int:
        mask = self[value] = self._mask(value)
        return mask


def rows(tables: Mapping[str, Sides], judging: int, first: int) -> tuple[tuple[Row, ...], int]:
    """The rows of tables by question, each as what an answer and what no answer leave standing; and the bits, from
    `first` on, of which one is left where a question that has to do with the boxes `judging` is open."""
    asked = {name for name, (_, absent) in tables.items() if judging & ~absent}
    asked |= {asked_if.field for name in asked if (asked_if := FIELDS[name].asked_if)}
    names = [field.name for field in CATALOGUE if field.name in asked]
    open_of = {name: first << place for place, name in enumerate(names)}
    every = sum(open_of.values())
    found = []
    for name in (field.name for field in CATALOGUE if field.name in asked or field.name in tables):
        mask, absent = tables.get(name, (lambda _: first - 1, first - 1))
        found.append((name, _Lookup(_reading(name, mask, open_of)), absent | every))
    return tuple(found), every


def reader(rows: Iterable[Row]) -> Callable[[Mapping[str, Value]], int]:
    """What reads off what the answers of a profile leave standing; yes and no are told apart without a table."""
    every = list(rows)
    plain = [(name, masks[True], masks[False], absent) for name, masks, absent in every if _is_yes_no(name)]
    others = [row for row in every if not _is_yes_no(row[0])]

    def reading(facts: Mapping[str, Value]) -> int:
        boxes = -1
        answer = facts.get
        for name, yes, no, absent in plain:
            value = answer(name)
            boxes &= absent if value is None else yes if value else no
        for name, masks, absent in others:
            value = answer(name)
            boxes &= absent if value is None else masks[value]
        return boxes

    return reading


def _is_yes_no(name: str) -> bool:
    return FIELDS[name].kind == "yes_no"


def _reading(name: str, mask: Callable[[Value], int], open_of: Mapping[str, int]) -> Callable[[Value], int]:
    """What an answer leaves standing: its own question is open no more, nor is one that does not apply then."""
    every = sum(open_of.values())

    def reading(value: Value) -> int:
        closed = open_of.get(name, 0)
        for other, bit in open_of.items():
            asked_if = FIELDS[other].asked_if
            if asked_if and asked_if.field == name and not asked_if.holds(value):
                closed |= bit
        return (mask(value) | every) & ~closed

    return reading


class Ledger:
    """The evidence of a rulebook, by its bits: what any of it comes to is added up by pages of ten bits."""

    def __init__(self, reasons: Mapping[int, Reason]) -> None:
        first = min(reasons, default=1).bit_length() - 1
        last = max(reasons, default=1).bit_length()
        self._pages = [(start, _Page(reasons, start)) for start in range(first, last, _PAGE)]

    def points(self, fired: int) -> tuple[int, int]:
        """The execution and strategy points of the rules that fired."""
        execution = strategy = 0
        for start, page in self._pages:
            more, more_strategy, _ = page[fired >> start & _PAGE_MASK]
            execution += more
            strategy += more_strategy
        return execution, strategy

    def reasons(self, fired: int) -> tuple[Reason, ...]:
        """The evidence that fired, in the rulebook's order."""
        found: tuple[Reason, ...] = ()
        for start, page in self._pages:
            found += page[fired >> start & _PAGE_MASK][2]
        return found


class _Page(dict[int, Account]):
    def __init__(self, reasons: Mapping[int, Reason], start: int) -> None:
        super().__init__()
        self._reasons = [reasons.get(1 << place) for place in range(start, start + _PAGE)]

    def __missing__(self, fired: int) -> Account:
        found = tuple([reason for place, reason in enumerate(self._reasons) if reason and fired >> place & 1])
        execution, strategy = (sum(reason.points for reason in found if reason.gap == gap) for gap in GAPS)
        account = self[fired] = execution, strategy, found
        return account
