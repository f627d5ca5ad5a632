"""The answers that open questions still have, and what each question's answers do alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from hireguide.rules.compiled import Compiled
from hireguide.rules.plane import Plane

_MOST_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to one question that no judging rule tells apart.

    `mask`: the boxes that they leave standing. `low` and `high`: the least and greatest of them, for numbers.
    `opens`: whether the questions that hang on this one apply then. `asked`: false for "this question does not apply".
    """

    mask: int
    low: int = 0
    high: int = 0
    opens: bool = True
    asked: bool = True


class Domain:
    """The answers that one open question still has. `any`: the boxes that some of them leave standing; `vary`: the
    boxes on which they differ."""

    def __init__(self, answers: Iterable[Answers]) -> None:
        self.answers = tuple(answers)
        masks = [entry.mask for entry in self.answers]
        self.any = reduce(or_, masks, 0)
        self.vary = self.any & ~reduce(and_, masks, -1)
        self.opens = frozenset(entry.opens for entry in self.answers)
        self.least_high = min((entry.high for entry in self.answers), default=0)
        self.greatest_low = max((entry.low for entry in self.answers), default=0)
        self.may_not_apply = not all(entry.asked for entry in self.answers)
        self._narrowed: dict[tuple[Answers, ...], Domain] = {}
        self._passing: dict[tuple[str, int], Domain] = {}
        self._effects: dict[tuple[int, int], Effects] = {}

    def narrowed(self, test: str, bound: int = 0) -> "Domain":
        """The part of the domain that passes one of the tests; remembered, so that its effects are too."""
        key = test, bound
        found = self._passing.get(key)
        if found is None:
            kept = tuple(entry for entry in self.answers if _TESTS[test](entry, bound))
            found = self if len(kept) == len(self.answers) else self._narrowed.setdefault(kept, Domain(kept))
            self._passing[key] = found
        return found

    def effects(self, own: int, leaning: int, compiled: Compiled, plane: Plane) -> "Effects":
        """What the answers do to the boxes `own`, which ask nothing else that is open, and let happen to those of
        evidence `leaning` on this question and on others; remembered by those boxes."""
        key = own, leaning
        effects = self._effects.get(key)
        if effects is None:
            if len(self._effects) >= _MOST_REMEMBERED:
                self._effects.clear()
            does = {(compiled.fired(entry.mask & own), entry.mask & leaning) for entry in self.answers}
            effects = self._effects[key] = Effects(does, compiled, plane)
        return effects


_TESTS: Mapping[str, Callable[[Answers, int], bool]] = {
    "asked": lambda answers, _: answers.asked,
    "opens": lambda answers, _: answers.opens,
    "low_at_most": lambda answers, bound: answers.low <= bound,
    "high_at_least": lambda answers, bound: answers.high >= bound,
}


class Effects:
    """The distinct things that one question's answers do alone, those that refuse the profile left out.

    Each is the rules that it makes hold and the evidence that it lets hold, or not, as other answers will have it.
    `situations`: for each the situations that it makes hold; `deciding`: those that any does; `shifts`: the moves in
    the plane of those that make no situation hold.
    """

    def __init__(self, does: Iterable[tuple[int, int]], compiled: Compiled, plane: Plane) -> None:
        allowed = [(rules, maybe) for rules, maybe in does if not rules & compiled.impossible]
        self.situations = frozenset(rules & compiled.situations for rules, _ in allowed)
        self.deciding = reduce(or_, self.situations, 0)
        moves: set[int] = set()
        for rules, maybe in allowed:
            if not rules & compiled.situations:
                moves |= plane.moves(rules, maybe)
        self.shifts = tuple(moves)

    def may_avoid(self, situations: int) -> bool:
        """Whether some answer makes none of these situations hold."""
        return any(not held & situations for held in self.situations)

    def may_hold_first(self, bit: int) -> bool:
        """Whether some answer makes this situation hold, and none of those before it."""
        return any(held & -held == bit for held in self.situations)
