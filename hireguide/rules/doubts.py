"""Which sets of steps give a verdict while questions are open: where the known reading is possible it is the verdict;
where no witness shows that, the completions of a set are searched."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from hireguide.rules.conditions import VERDICTS
from hireguide.rules.hearing import Hearing
from hireguide.rules.position import Taken
from hireguide.rules.rulings import Rulings, changed
from hireguide.rules.sets import Sets
from hireguide.rules.witnesses import Witnesses

_HEARING = 5_000  # what it takes to judge a table, in rows, besides those that it has
_SHOWING = 12_000


@dataclass(frozen=True, slots=True)
class Part:
    """The sets with exactly `left` steps from the mover at `place` on, after the moves `taken`; `mask`: the boxes that
    these and all that stands still leave standing."""

    place: int
    left: int
    mask: int
    taken: Taken


@dataclass(slots=True)
class _Reading:
    """What is seen of a part. Columns of sets: `known`, by the verdict of the known reading; `doubtful`, where that is
    not seen to be possible; `earlier`, by verdict, where one that comes before it is; `given`, those searched by the
    verdict that they give."""

    known: Mapping[str, int]
    doubtful: int
    earlier: dict[str, int]
    given: dict[str, int] = field(default_factory=lambda: dict.fromkeys(VERDICTS, 0))

    def sure(self, code: str) -> int:
        """The sets that are seen to give a verdict."""
        return self.known[code] & ~self.doubtful | self.given[code]

    def waiting(self, wanted: Mapping[str, int]) -> int:
        """The sets that must still be searched, to know so many of the first that give each wanted verdict."""
        waiting = 0
        for code, many in wanted.items():
            rows = self.doubtful & (self.known[code] | ~self.earlier[code])
            waiting |= rows & _up_to(self.sure(code), many)
        return waiting

    def see(self, seen: Mapping[str, int]) -> None:
        """Takes in the verdicts of a completion."""
        before = 0
        for code in VERDICTS:
            self.earlier[code] |= before
            before |= seen[code]
            self.doubtful &= ~(self.known[code] & seen[code])

    def settle(self, row: int, code: str | None) -> None:
        """Notes the verdict that a search found for one set."""
        self.doubtful &= ~row
        self.known = {other: column & ~row for other, column in self.known.items()}
        if code:
            self.given[code] |= row


class Doubts:
    """Reads the tables of one position. `unsure`: the verdicts of which sets may have been missed."""

    def __init__(self, sets: Sets, hearing: Hearing, witnesses: Witnesses, rulings: Rulings) -> None:
        self._position = sets.position
        self._sets = sets
        self._hearing = hearing
        self._witnesses = witnesses
        self._rulings = rulings
        self._allowance = rulings.allowance
        self._codes: dict[object, str | None] = {}
        self.unsure: set[str] = set()

    def moves(self, part: Part, row: int) -> Taken:
        """The moves of one set of a part, by its bit's number."""
        return [*part.taken, *self._sets.taken(part.place, part.left, row)]

    def giving(self, part: Part, wanted: Mapping[str, int]) -> Mapping[str, int]:
        """For each wanted verdict sets that give it, as many as wanted of the first at least, if there are."""
        known = self._verdicts(part, self._position.known)
        if not self._witnesses.blind and not self._witnesses.doubt:
            return known
        reading = _Reading(known, sum(known.values()), dict.fromkeys(VERDICTS, 0))
        for mask in self._witnesses.masks:
            if not reading.waiting(wanted):
                break
            reading.see(self._verdicts(part, mask))
        while waiting := reading.waiting(wanted):
            if self._allowance.left <= 0:
                self.unsure |= {code for code, many in wanted.items() if reading.waiting({code: many})}
                break
            self._search(part, reading, waiting & -waiting, wanted)
        return {code: reading.sure(code) for code in wanted}

    def _verdicts(self, part: Part, mask: int) -> Mapping[str, int]:
        self._allowance.left -= self._sets.count(part.place, part.left) + _HEARING
        return self._hearing.verdicts(part.place, part.left, part.mask & mask, part.taken)

    def _search(self, part: Part, reading: _Reading, row: int, wanted: Collection[str]) -> None:
        """Finds a witness for one set, or what verdict it gives."""
        moves = self.moves(part, row.bit_length() - 1)
        facts = changed(self._position.facts, self._position.changes(moves))
        standing = part.mask & self._hearing.standing(part.place, moves)
        key = self._rulings.likeness(facts, standing, standing & self._position.known)
        if key not in self._codes:
            tried, shown = self._witnesses.show(standing)
            self._allowance.left -= tried * _SHOWING
            if shown:
                reading.see(self._verdicts(part, self._witnesses.masks[0]))
                return
            code, proven = self._rulings.verdict(facts)
            self._codes[key] = code if proven else None
            self.unsure |= set() if proven else set(wanted)
        reading.settle(row, self._codes[key])


def _up_to(column: int, many: int) -> int:
    """All rows before the last of so many of a column's first."""
    for _ in range(many - 1):
        column &= column - 1
    return (column & -column) - 1
