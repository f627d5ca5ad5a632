"""What all proofs of one rulebook share: a crowd of random companies to look for witnesses in, and a search for those
that it does not have."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hireguide.rules.ballot import Ballot, Jury
from hireguide.rules.compiled import Compiled, bits_of
from hireguide.rules.crowd import Crowd, first
from hireguide.rules.fields import Value
from hireguide.rules.focus import focus
from hireguide.rules.goals import Aim, Goal
from hireguide.rules.ground import Ground, Place
from hireguide.rules.proof import Item
from hireguide.rules.search import Budget, Find, Probe, find
from hireguide.rules.space import space_of

_SEED = 20_261


@dataclass(frozen=True, slots=True)
class Witness:
    """A profile that does what was asked; None where there is none, or, not `proven`, where none was found in time."""

    facts: dict[str, Value] | None
    proven: bool = True

    @property
    def holds(self) -> bool | None:
        """Whether there is such a profile; None where that is not known."""
        return True if self.facts is not None else False if self.proven else None

    def item(self, key: str, *, yes: str, no: str, asked: str) -> Item:
        """The claim that there is such a profile; `asked`: what is open where none was found in time."""
        if self.facts is not None:
            return Item(key, True, yes, (self.facts,))
        return Item(key, False, no) if self.proven else Item(key, None, f"Not proven: whether {asked}.")


class Court:
    """One rulebook before a crowd; `fit`: the companies of the crowd that may exist. `budget`: how many places the
    searches of one proof may look at; one search looks at a twentieth of them at most."""

    def __init__(self, compiled: Compiled, *, crowd: int, budget: int) -> None:
        self.compiled = compiled
        self._budget = self._left = budget
        self._a_search = max(budget // 20, 1)
        self.plane = space_of(compiled).plane
        self.crowd = Crowd([compiled], crowd, _SEED)
        self.jury = Jury(compiled, self.crowd, compiled.advice)
        self.ballot = self.jury.vote()
        self.fit = self.crowd.lawful & ~self.ballot.refused

    def witness(self, seen: int, goals: Iterable[Goal]) -> Witness:
        """A profile from the crowd's column `seen`, else one that a search finds for one of the goals."""
        return Witness(self.crowd.facts(first(seen))) if seen else self.searched(goals)

    def focused(self, seen: Callable[[Ballot], int], boxes: Iterable[int]) -> Witness | None:
        """A profile that `seen` finds in the crowd, made over so that one of some sets of boxes holds of all."""
        for together in boxes:
            columns = focus(self.compiled, self.crowd, together)
            if columns is not None:
                ballot = self.jury.vote(columns)
                found = self.crowd.keeping(columns) & ~ballot.refused & seen(ballot)
                if found:
                    return Witness(self.crowd.facts(first(found), columns))
        return None

    def searched(self, goals: Iterable[Goal]) -> Witness:
        """A profile that a search finds for one of the goals."""
        proven = True
        for goal in goals:
            found = self._reach(goal)
            if found.facts is not None:
                return found
            proven = proven and found.proven
        return Witness(None, proven)

    def anew(self) -> "Court":
        """The same with all of its budget, for the next proof."""
        self._left = self._budget
        return self

    def search(self, start: Place, boxes: int, probe: Probe, but: str = "") -> Find:
        """One search, and what it spends taken off the whole."""
        budget = Budget(min(self._a_search, self._left))
        self._left -= budget.left
        found = find(start, boxes, probe, budget, but)
        self._left += budget.left
        return found

    def _reach(self, goal: Goal) -> Witness:
        ground = Ground(self.compiled, goal.boxes(self.compiled))
        found = self.search(ground.everything(), ground.boxes, Aim(self.compiled, self.plane, goal))
        return Witness(ground.facts(found.place) if found.place else None, found.proven)

    @property
    def judging(self) -> int:
        """The rules that have to do with verdicts, by their bits."""
        return self.compiled.impossible | self.compiled.situations | self.compiled.evidence

    @property
    def refusing(self) -> int:
        """The impossible situations, by their bits."""
        return self.compiled.impossible

    def before(self, head: int) -> int:
        """What must not hold where a situation is to decide: the impossible ones, and those before it."""
        return self.compiled.impossible | self.compiled.situations & (head - 1)

    @property
    def situations(self) -> list[int]:
        """The situations that decide, by their bits, in order."""
        return list(bits_of(self.compiled.situations))
