"""What a proof asks of a place: that some rules hold and others don't, and the points fall into a region."""

from dataclasses import dataclass

from hireguide.rules.compiled import Compiled, bits_of
from hireguide.rules.ground import Options
from hireguide.rules.plane import Plane
from hireguide.rules.search import View


@dataclass(frozen=True, slots=True)
class Goal:
    """Rules, by their bits, that must hold (`fires`) and must not (`silent`), and where the points must be: a set of
    the plane's, or None for anywhere. `stands`: boxes of rules that must hold."""

    fires: int
    silent: int
    pairs: int | None = None
    stands: int = 0

    def boxes(self, compiled: Compiled) -> int:
        """The boxes that have to do with it."""
        heads = self.fires | self.silent | (compiled.evidence if self.pairs is not None else 0)
        return boxes_of(compiled, heads) | self.stands


def boxes_of(compiled: Compiled, heads: int) -> int:
    """The boxes of some rules."""
    return sum(compiled.groups[head] for head in bits_of(heads))


class Aim:
    """The probe for a goal."""

    def __init__(self, compiled: Compiled, plane: Plane, goal: Goal) -> None:
        self._compiled = compiled
        self._plane = plane
        self._goal = goal

    def __call__(self, view: View) -> int | None:
        """None where no profile of the place does it, 0 where all do, else the boxes on which it hangs."""
        goal, compiled = self._goal, self._compiled
        held, may_hold = compiled.fired(view.sure), compiled.fired(view.alive)
        if goal.fires & ~may_hold or goal.silent & held or goal.stands & ~view.alive:
            return None
        hangs = (boxes_of(compiled, goal.fires & ~held | goal.silent & may_hold) | goal.stands) & view.once
        if goal.pairs is None:
            return hangs
        pairs = points(compiled, self._plane, view)
        if not pairs & goal.pairs:
            return None
        return hangs or (boxes_of(compiled, compiled.evidence) & view.once if pairs & ~goal.pairs else 0)


def points(compiled: Compiled, plane: Plane, view: View) -> int:
    """All points that profiles of a place can come to, at most: each piece of evidence that may hold or not is left to
    one question that it hangs on, and of that question's answers each lets some hold."""
    held = compiled.fired(view.sure) & compiled.evidence
    left = compiled.fired(view.alive) & compiled.evidence & ~held
    pairs = plane.start(held)
    for options in sorted(view.place.values(), key=lambda options: -(options.vary & view.alive).bit_count()):
        own = left & compiled.fired(options.vary & view.alive)
        if own:
            left &= ~own
            pairs = plane.spread(pairs, _moves(compiled, plane, view, options, own))
    return pairs


def _moves(compiled: Compiled, plane: Plane, view: View, options: Options, own: int) -> set[int]:
    """The moves in the plane that the answers to one question allow the evidence left to it."""
    elsewhere = view.twice | view.once & ~options.vary
    does = set()
    for choice in options.choices:
        alive = choice.mask & view.alive
        held = compiled.fired(alive & ~elsewhere) & own
        does.add((held, compiled.fired(alive) & own & ~held))
    return {move for held, maybe in does for move in plane.moves(held, maybe)}
