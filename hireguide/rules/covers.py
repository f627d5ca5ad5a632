"""Smallest sets that share something with every one of some sets; a set is an integer with a bit for each place."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_

from hireguide.rules.columns import turned
from hireguide.rules.compiled import bits_of


class SpentError(Exception):
    """More was tried than is allowed."""


class Covers:
    """The search for smallest covers of a growing number of sets. `size`: how many places there are; `tries`: how much
    may be tried, after which SpentError is raised."""

    def __init__(self, size: int, tries: int) -> None:
        self._places = (1 << size) - 1
        self._tries = tries
        self._sets: list[int] = []  # the smallest first
        self._most = 0
        self._every = 0
        self._meeting = [0] * size  # by place, of the sets those that hold it

    def add(self, sets: Iterable[int]) -> None:
        """More sets to cover; of all sets those that hold one of these, and others besides, count no more.

        >>> covers = Covers(size=4, tries=99)
        >>> covers.add([0b0110, 0b0011, 0b1010, 0b1110])
        >>> bin(covers.first())
        '0b10'
        """
        added = set(sets)
        known = sorted(added.union(self._sets), key=int.bit_count)
        meeting = turned(known, len(self._meeting))
        idle, every = 0, (1 << len(known)) - 1
        for number, each in enumerate(known):
            if each not in added:
                continue
            holding = reduce(and_, [meeting[place.bit_length() - 1] for place in bits_of(each)], every)
            idle |= holding ^ 1 << number
        self._sets = [each for number, each in enumerate(known) if not idle >> number & 1]
        self._every = (1 << len(self._sets)) - 1
        self._meeting = turned(self._sets, len(self._meeting))

    def some(self) -> int:
        """Some smallest cover."""
        while (cover := self._cover(self._every, self._places, self._most)) is None:
            self._most += 1
        return cover

    def first(self) -> int:
        """The smallest cover that comes first: of two, the one with the first place in which they differ."""
        self.some()
        chosen, allowed, left, most = 0, self._places, self._every, self._most
        while left:
            place = allowed & -allowed
            allowed ^= place
            rest = left & ~self._meeting[place.bit_length() - 1]
            if rest != left and self._cover(rest, allowed, most - 1) is not None:
                chosen, left, most = chosen | place, rest, most - 1
        return chosen

    def _cover(self, left: int, allowed: int, most: int) -> int | None:
        """A cover of some of the sets, by at most so many of the places allowed; None where there is none."""
        if not left:
            return 0
        self._tries -= 1
        if self._tries < 0:
            raise SpentError
        if most <= 2:
            return self._few(left, allowed, most)
        meeting = {place: met for place in bits_of(allowed) if (met := self._meeting[place.bit_length() - 1] & left)}
        counts = sorted((met.bit_count() for met in meeting.values()), reverse=True)
        if sum(counts[:most]) < left.bit_count():
            return None
        sets = sorted(
            [each & allowed for number, each in enumerate(self._sets) if left >> number & 1], key=int.bit_count
        )
        if not sets[0] or _apart(sets) > most:
            return None
        for place in sorted(bits_of(sets[0]), key=lambda place: -meeting[place].bit_count()):
            rest = self._cover(left & ~meeting[place], allowed, most - 1)
            if rest is not None:
                return rest | place
            allowed &= ~place
        return None

    def _few(self, left: int, allowed: int, most: int) -> int | None:
        """A cover by two places, or one, or none: each is looked at, which is faster than to rule it out."""
        if most < 2:
            alone = (place for place in bits_of(allowed) if not left & ~self._meeting[place.bit_length() - 1])
            return next(alone, None) if most else None
        for place in bits_of(self._sets[(left & -left).bit_length() - 1] & allowed):
            rest = left & ~self._meeting[place.bit_length() - 1]
            other = self._few(rest, allowed, 1) if rest else 0
            if other is not None:
                return place | other
        return None


def _apart(sets: Sequence[int]) -> int:
    """How many of the sets share nothing with each other, taken as they come: each wants a place of its own."""
    taken = found = 0
    for each in sets:
        if not each & taken:
            taken |= each
            found += 1
    return found
