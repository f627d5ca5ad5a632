"""Many random companies at once: a column is one integer with a bit for each company, so that one operation on it
asks all of them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from random import Random

from hireguide.rules.compiled import Compiled
from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Field, Value, applies
from hireguide.rules.space import DEPENDENTS
from hireguide.rules.weights import Span, lawful, spans_of

Columns = Mapping[str, Sequence[int]]


class Crowd:
    """`size` companies drawn by the weights, as the rulebooks in `compiled` tell them apart; the same for a seed.

    `spans`: each question's answers; `raw`: for each of them the companies that would give it.
    """

    def __init__(self, compiled: Sequence[Compiled], size: int, seed: int) -> None:
        self.size = size
        self.all = (1 << size) - 1
        self._random = Random(seed)  # noqa: S311 - samples, not secrets
        self.spans: Mapping[str, tuple[Span, ...]] = spans_of(compiled)
        self.raw: Columns = {name: self._drawn([span.weight for span in spans]) for name, spans in self.spans.items()}

    @cached_property
    def columns(self) -> Columns:
        """For each answer the companies that give it: those of whom it is asked."""
        return {field.name: self._asked(field) for field in CATALOGUE}

    def _drawn(self, weights: Sequence[Fraction]) -> list[int]:
        """A column for each of some alternatives, of which every company gets one."""
        left, rest = self.all, Fraction(1)
        drawn = []
        for weight in weights:
            drawn.append(left & self._chance(weight / rest))
            left &= ~drawn[-1]
            rest -= weight
        return drawn

    def _chance(self, chance: Fraction) -> int:
        """A column in which each bit is set with exactly this chance: where a random binary fraction is less, compared
        digit by digit for as long as any company is undecided."""
        part, whole = chance.numerator, chance.denominator
        if part >= whole:
            return self.all
        less, undecided = 0, self.all
        while undecided and part:
            digits = self._random.getrandbits(self.size)
            part *= 2
            if part >= whole:
                part -= whole
                less |= undecided & ~digits
                undecided &= digits
            else:
                undecided &= ~digits
        return less

    def _asked(self, field: Field) -> Sequence[int]:
        if field.asked_if is None:
            return self.raw[field.name]
        asked = self.opening(field.asked_if.field)
        return [column & asked for column in self.raw[field.name]]

    def opening(self, parent: str) -> int:
        """The companies that are asked the questions that hang on `parent`."""
        child = FIELDS[DEPENDENTS[parent][0]]
        pairs = zip(self.spans[parent], self.raw[parent], strict=True)
        return sum(column for span, column in pairs if applies(child, {parent: span.start}))

    @cached_property
    def lawful(self) -> int:
        """The companies whose two counts keep to the law."""
        kept = 0
        for count, counted in zip(self.spans[LAW.field], self.raw[LAW.field], strict=True):
            for limit, limited in zip(self.spans[LAW.limit], self.raw[LAW.limit], strict=True):
                kept |= counted & limited & self._chance(lawful(count, limit))
        return kept

    def keeping(self, columns: Columns) -> int:
        """The companies that keep to the law with the least of the numbers that they answer."""
        counts, limits = self.spans[LAW.field], self.spans[LAW.limit]
        kept = 0
        for count, counted in zip(counts, columns[LAW.field], strict=True):
            for limit, limited in zip(limits, columns[LAW.limit], strict=True):
                kept |= counted & limited if int(count.start) <= int(limit.start) else 0
        return kept

    def changed(self, name: str, place: int) -> dict[str, Sequence[int]]:
        """The columns as they are when every company gives the answer at `place` to one question, all else equal."""
        columns = dict(self.columns)
        columns[name] = [self.all if other == place else 0 for other in range(len(self.spans[name]))]
        for child in DEPENDENTS.get(name, ()):
            asked = applies(FIELDS[child], {name: self.spans[name][place].start})
            columns[child] = self.raw[child] if asked else [0] * len(self.spans[child])
        field = FIELDS[name]
        if field.asked_if:
            asked_of = self.opening(field.asked_if.field)
            columns[name] = [column & asked_of for column in columns[name]]
        return columns

    def facts(self, company: int, columns: Columns | None = None) -> dict[str, Value]:
        """The profile of the company at a single bit; of numbers that no rule tells apart, the least."""
        return {
            name: span.start
            for name, answers in (columns or self.columns).items()
            for span, column in zip(self.spans[name], answers, strict=True)
            if column & company
        }


def first(column: int) -> int:
    """The bit of the first company in a column, 0 for none."""
    return column & -column
