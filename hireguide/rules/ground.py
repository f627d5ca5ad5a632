"""Where proofs search: every question with its answers, as far as some boxes tell them apart, for one company or for
two that differ in one answer alone (their boxes side by side, the second's above the first's)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_

from hireguide.rules.compiled import Compiled
from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Facts, Field, Value, applies
from hireguide.rules.space import DEPENDENTS

Span = tuple[Value, Value]


@dataclass(frozen=True)
class Choice:
    """Answers to one question that nothing here tells apart; no spans: the question does not apply.

    `mask`: the boxes they leave standing; `opens`: whether questions that hang on this one are asked then.
    """

    spans: tuple[Span, ...]
    mask: int
    opens: bool

    @cached_property
    def low(self) -> int:
        """The least of them, for numbers."""
        return min(int(start) for start, _ in self.spans)

    @cached_property
    def high(self) -> int:
        """The greatest of them, for numbers."""
        return max(int(end) for _, end in self.spans)


class Options:
    """The choices left for one question. `some`: boxes that any of them leaves standing; `vary`: on which they differ;
    `asked`: whether it may be asked, and may not; `opens`: whether it may open other questions, and may not."""

    __slots__ = ("asked", "choices", "opens", "some", "vary")

    def __init__(self, choices: Iterable[Choice]) -> None:
        self.choices = tuple(choices)
        self.asked = {bool(choice.spans) for choice in self.choices}
        self.opens = {choice.opens for choice in self.choices}
        masks = [choice.mask for choice in self.choices]
        self.some = reduce(or_, masks, 0)
        self.vary = self.some & ~reduce(and_, masks, -1)

    def within(self, low: int, high: int) -> "Options":
        """The choices of a number that lie, or as far as they begin, from `low` to `high`."""
        kept = (
            (choice, tuple(span for span in choice.spans if low <= int(span[0]) <= high)) for choice in self.choices
        )
        return Options(Choice(spans, choice.mask, choice.opens) for choice, spans in kept if spans)


Place = dict[str, Options]


class Ground:
    """The questions of one rulebook's profiles, seen through `boxes` of its rules."""

    def __init__(self, compiled: Compiled, boxes: int) -> None:
        self.compiled = compiled
        self.boxes = boxes
        self.width = max(compiled.groups.values(), default=0).bit_length() + 1
        self._tables = {table.field.name: table for table in compiled.tables}

    def mask(self, name: str, value: Value | None) -> int:
        """The boxes that an answer leaves standing; None: the question does not apply."""
        table = self._tables.get(name)
        if table is None:
            return self.boxes
        return self.boxes & (table.absent if value is None else table.mask(value))

    def spans(self, field: Field) -> list[Span]:
        """The answers to a question, numbers in runs that no rule tells apart."""
        if field.kind != "integer":
            return [(value, value) for value in field.values]
        cuts = {*(self._tables[field.name].cuts if field.name in self._tables else ()), 1}
        starts = [field.low, *sorted(cuts)]
        return list(zip(starts, [*(start - 1 for start in starts[1:]), field.high], strict=True))

    def choices(self, name: str) -> list[Choice]:
        """A question's answers, those alike in one; and that it does not apply, where it need not."""
        field = FIELDS[name]
        found = [Choice((span,), self.mask(name, span[0]), _opens(name, span[0])) for span in self.spans(field)]
        if field.asked_if:
            found.append(Choice((), self.mask(name, None), opens=True))
        return alike(found)

    def everything(self) -> Place:
        """All profiles."""
        return {field.name: Options(self.choices(field.name)) for field in CATALOGUE}

    def twins(self, name: str, one: Value, other: Value, *, answered: bool) -> Place:
        """All pairs of profiles that answer `one` and `other` to a question, and all else alike.

        A question that applies at one end only is answered there, or (`answered` false) at neither.
        """
        place = {}
        for field in CATALOGUE:
            if field.name == name:
                kept = _within_law(name, one, other)
                choices = [Choice(((kept, kept),), self._beside(name, one, other), opens=True)]
            elif field.name in DEPENDENTS.get(name, ()):
                asked = applies(field, {name: one}) is True, applies(field, {name: other}) is True
                asked = asked if answered else (all(asked), all(asked))
                spans = self.spans(field) if any(asked) else []
                choices = [
                    Choice(
                        (span,), self._beside(field.name, *(span[0] if each else None for each in asked)), opens=True
                    )
                    for span in spans
                ] or [Choice((), self._beside(field.name, None, None), opens=True)]
            else:
                choices = [
                    Choice(choice.spans, choice.mask | choice.mask << self.width, choice.opens)
                    for choice in self.choices(field.name)
                ]
            place[field.name] = Options(alike(choices))
        return place

    @property
    def both(self) -> int:
        """The boxes of two companies side by side."""
        return self.boxes | self.boxes << self.width

    def pair(self, place: Place, name: str, one: Value, other: Value) -> tuple[dict[str, Value], dict[str, Value]]:
        """The two profiles of a place of twins, each without the questions that are not asked of it."""
        facts = self.facts(place)
        first, second = ({**facts, name: answer} for answer in (one, other))
        return asked_only(first), asked_only(second)

    def _beside(self, name: str, one: Value | None, other: Value | None) -> int:
        return self.mask(name, one) | self.mask(name, other) << self.width

    def facts(self, place: Place) -> dict[str, Value]:
        """A profile of a place whose questions all have one choice; of numbers the least that keeps to the law."""
        facts: dict[str, Value] = {
            name: choice.low if FIELDS[name].kind == "integer" else choice.spans[0][0]
            for name, options in place.items()
            if (choice := options.choices[0]).spans
        }
        least = int(facts[LAW.field])
        people = place[LAW.limit].choices[0].spans
        facts[LAW.limit] = min(max(int(start), least) for start, end in people if int(end) >= least)
        return facts


def asked_only(facts: Facts) -> dict[str, Value]:
    """The answers to questions that apply, in catalogue order."""
    return {
        field.name: facts[field.name]
        for field in CATALOGUE
        if field.name in facts and applies(field, facts) is not False
    }


def _within_law(name: str, one: Value, other: Value) -> Value:
    """Of two answers the one that leaves the other count the less room."""
    if name == LAW.field:
        return max(int(one), int(other))
    return min(int(one), int(other)) if name == LAW.limit else one


def _opens(name: str, value: Value) -> bool:
    children = DEPENDENTS.get(name)
    return children is None or applies(FIELDS[children[0]], {name: value}) is True


def alike(choices: Iterable[Choice]) -> list[Choice]:
    """One choice for all that nothing tells apart."""
    found: dict[tuple[int, bool, bool], Choice] = {}
    for choice in choices:
        key = choice.mask, choice.opens, bool(choice.spans)
        twin = found.get(key)
        spans = (*twin.spans, *choice.spans) if twin else choice.spans
        found[key] = Choice(spans, choice.mask, choice.opens)
    return list(found.values())


def settled(place: Place, but: str = "") -> Place:
    """The place without the choices that the law, or a question's one condition (save on `but`), rules out.

    What ties questions together has no circles, so a choice left here is one that some profile makes.
    """
    place = dict(place)
    changed = True
    while changed:
        changed = _keep_law(place)
        for parent, children in DEPENDENTS.items():
            for child in children if parent != but else ():
                changed |= _keep_tie(place, parent, child)
    return place


def _keep_law(place: Place) -> bool:
    count, limit = place[LAW.field].choices, place[LAW.limit].choices
    most, least = max(choice.high for choice in limit), min(choice.low for choice in count)
    fewer = _keep(place, LAW.field, [choice for choice in count if choice.low <= most])
    return _keep(place, LAW.limit, [choice for choice in limit if choice.high >= least]) or fewer


def _keep_tie(place: Place, parent: str, child: str) -> bool:
    """A parent's choices that open where the child may be asked, and the child's answers where it may be opened."""
    asked = place[child].asked
    fewer = _keep(place, parent, [choice for choice in place[parent].choices if choice.opens in asked])
    opens = place[parent].opens
    return _keep(place, child, [choice for choice in place[child].choices if bool(choice.spans) in opens]) or fewer


def _keep(place: Place, name: str, choices: list[Choice]) -> bool:
    fewer = len(choices) < len(place[name].choices)
    if fewer:
        place[name] = Options(choices)
    return fewer
