"""All combinations of some answers, a bit each: which answers change what becomes of them, and which settle it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import accumulate
from operator import and_, mul, or_

from hireguide.rules.conditions import VERDICTS
from hireguide.rules.rulebook import IMPOSSIBLE

_NODES = 6_000  # parts of a table that a search for sets looks at; large ones count as several
_LARGE = 1 << 15

Chosen = tuple[tuple[int, int], ...]  # digits and their places, in the digits' order


@dataclass(frozen=True, slots=True)
class Sets:
    """The sets of answers that give a verdict whatever the other answers are, none of which can be left out; those of
    fewest answers first. `whole`: these are all; `proven`: no set has fewer answers than the first."""

    sets: tuple[Chosen, ...]
    whole: bool
    proven: bool


class Table:
    """Combinations of places, one of each digit; the first digit turns fastest, as in a number.

    `columns`: by what becomes of them the combinations, a bit each, the first the lowest.
    """

    def __init__(self, radices: Sequence[int], columns: Mapping[str, int]) -> None:
        self.radices = tuple(radices)
        self.strides = tuple(strides(radices))
        self.size = size(radices)
        self.all = (1 << self.size) - 1
        self.columns = columns
        self._firsts = [repeated((1 << s) - 1, s * r, self.size) for s, r in zip(self.strides, radices, strict=True)]

    def at(self, digit: int, place: int) -> int:
        """The combinations with one digit at one of its places."""
        return self._firsts[digit] << self.strides[digit] * place

    def reached(self) -> list[str]:
        """What becomes of some combination or other, in the verdicts' order, the impossible last."""
        return [code for code in (*VERDICTS, IMPOSSIBLE) if self.columns[code]]

    def sways(self, digit: int, codes: Sequence[str] = VERDICTS) -> Fraction:
        """Of how many of the combinations of all other digits this one's place changes the verdict, among `codes`; as a
        share of those that get any of them."""
        once = twice = 0
        for code in codes:
            column, first = self.columns[code], self._firsts[digit]
            places = range(self.radices[digit]) if column else ()
            having = reduce(or_, [column >> self.strides[digit] * place & first for place in places], 0)
            twice |= once & having
            once |= having
        return Fraction(twice.bit_count(), once.bit_count()) if twice else Fraction(0)

    def sets(self, code: str, enough: int) -> Sets:
        """The smallest sets of places that give a verdict, or make the combination impossible: all of one size, then
        all of the next, until there are `enough`.

        What is impossible anyway does not speak against a set that gives a verdict.
        """
        good = self.columns[code] | (0 if code == IMPOSSIBLE else self.columns[IMPOSSIBLE])
        telling = [digit for digit in range(len(self.radices)) if self.sways(digit, (*VERDICTS, IMPOSSIBLE))]
        search = _Search(self, telling)
        for count in range(len(telling) + 1):
            search.walk(len(self.radices), good, self.columns[code], count)
            if search.nodes <= 0 or len(search.found) >= enough:
                break
        whole = search.nodes > 0 and count == len(telling)
        if not search.found:
            return Sets((self._lean(good, self.columns[code], telling),), whole=False, proven=False)
        return Sets(tuple(search.found), whole, proven=True)

    def _lean(self, good: int, having: int, telling: Sequence[int]) -> Chosen:
        """A set of which no answer can be left out, from the first combination that gives the verdict."""
        first = (having & -having).bit_length() - 1
        chosen = {digit: first // self.strides[digit] % self.radices[digit] for digit in telling}
        for digit in telling:
            others = {other: place for other, place in chosen.items() if other != digit}
            if not reduce(lambda left, item: left & self.at(*item), others.items(), self.all & ~good):
                chosen = others
        return tuple(chosen.items())


class _Search:
    """Finds the sets of so many places, those of fewer being found already."""

    def __init__(self, table: Table, telling: Sequence[int]) -> None:
        self.found: list[Chosen] = []
        self.nodes = _NODES
        self._table = table
        self._telling = frozenset(telling)
        self._sizes = [*table.strides, table.size]
        # How much of a table so many places of the digits before one single out, at the most choosy.
        greatest = [sorted(table.radices[:digits], reverse=True) for digits in range(len(self._sizes))]
        self._choice = [[*accumulate(radices, mul, initial=1)] for radices in greatest]
        self._taken: Chosen = ()

    def walk(self, digits: int, good: int, having: int, left: int) -> None:
        """The sets that give places to `left` of so many digits, the first ones of the table.

        `good`: the combinations of these digits that are right whatever those of the later ones are that are left free;
        `having`: those with which the verdict comes about at all.
        """
        self.nodes -= 1 + self._sizes[digits] // _LARGE
        if not having or self.nodes <= 0 or not self._may_do(digits, good, left):
            return
        everything = self._sizes[digits]
        if good == (1 << everything) - 1:
            if left == 0 and not any(set(smaller) <= set(self._taken) for smaller in self.found):
                self.found.append(self._taken)
            return
        digit, stride = digits - 1, self._sizes[digits - 1]
        mask, before = (1 << stride) - 1, self._taken
        places = range(self._table.radices[digit] if digit in self._telling else 1)
        goods = [good >> stride * place & mask for place in places]
        havings = [having >> stride * place & mask for place in places]
        if len(places) > 1 and left:
            for place in places:
                self._taken = ((digit, place), *before)
                self.walk(digit, goods[place], havings[place], left - 1)
            self._taken = before
        self.walk(digit, reduce(and_, goods), reduce(or_, havings), left)

    def _may_do(self, digits: int, good: int, left: int) -> bool:
        """Whether there are enough good combinations for so many places to leave nothing but such."""
        return good.bit_count() * self._choice[digits][min(left, digits)] >= self._sizes[digits]


def size(radices: Sequence[int]) -> int:
    """How many combinations there are."""
    return reduce(lambda one, two: one * two, radices, 1)


def strides(radices: Sequence[int]) -> Iterator[int]:
    """Of each digit how many combinations there are of those before it."""
    stride = 1
    for radix in radices:
        yield stride
        stride *= radix


def repeated(pattern: int, width: int, length: int) -> int:
    """A pattern of so many bits, again and again up to a length that is a multiple of it."""
    while width < length:
        more = min(width, length - width)
        pattern |= (pattern & ((1 << more) - 1)) << width
        width += more
    return pattern
