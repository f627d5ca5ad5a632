"""What sets of steps can come to, at most: the points of both gaps as sets in the plane, and the situations that can
begin or cease to hold, by the movers that are left and the steps that are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hireguide.rules.canvas import Canvas, Shift
from hireguide.rules.compiled import bits_of
from hireguide.rules.hearing import Hearing
from hireguide.rules.position import Position
from hireguide.rules.scales import Scales

FREE = 1_000_000  # steps without end


@dataclass(frozen=True, slots=True)
class _Change:
    """What one move does: its steps, the points that it brings, and those that it may bring."""

    steps: int
    sure: Shift
    maybe: tuple[Shift, ...]


class Bounds:
    """The bounds of one position's known readings; `canvas`: the plane on which they are drawn."""

    def __init__(self, position: Position, hearing: Hearing) -> None:
        self._compiled = position.space.compiled
        self._scales = Scales(self._compiled)
        self._movers = position.movers
        self._hearing = hearing
        live = position.known & hearing.any[0]
        self._boxes = live & hearing.vary[0]
        self._heads = self._compiled.fired(live) & ~self._compiled.fired(live & ~self._boxes)
        self.canvas = Canvas(position, self._heads, live & ~self._boxes)
        self._regions = self.canvas.regions()
        self._holds = {box: holds for box, holds in position.holds.items() if box & self._boxes}
        # The last mover on whose moving it hangs that a box begins to stand, -1 where it stands.
        self._owners = {
            box: max((hold.mover for hold in holds if not hold.here), default=-1) for box, holds in self._holds.items()
        }
        self._alone = sum(box for box, holds in self._holds.items() if len(holds) == 1)
        self._changes = [list(self._does(number)) for number in range(len(self._movers))]
        self._doing = cache(self._situations)
        self._spread = cache(self._points)

    def _does(self, number: int) -> Iterator[_Change]:
        """What the moves of one mover do. Evidence that begins to hold is put down to one of the movers that it takes;
        that which ceases may do so by each."""
        seat, compiled = self._movers[number], self._compiled
        alone = self._alone & compiled.single
        for move in seat.moves:
            gained, gone = move.mask & ~seat.here.mask & self._boxes, seat.here.mask & ~move.mask & self._boxes
            begins = sum(box for box in bits_of(gained) if self._owners[box] == number)
            ceases = sum(box for box in bits_of(gone) if self._owners[box] < number)
            fired, lost = (compiled.fired(boxes) & compiled.evidence & self._heads for boxes in (begins, ceases))
            maybe = [self._shift(head, 0) for head in bits_of(fired & ~alone)]
            maybe += [self._shift(0, head) for head in bits_of(lost & ~alone)]
            yield _Change(move.steps, self._shift(fired & alone, lost & alone), tuple(maybe))

    def _shift(self, gained: int, lost: int) -> Shift:
        """The points that come with some evidence, and go with other."""
        execution = strategy = 0
        for sign, heads in ((1, gained), (-1, lost)):
            for head in bits_of(heads):
                rule = self._compiled.evidence_of[head]
                if rule.gap == "execution":
                    execution += sign * rule.points
                else:
                    strategy += sign * rule.points
        return execution, strategy

    def _points(self, place: int, left: int) -> int:
        """The changes of points that movers from a place on can bring with so many steps or fewer."""
        if place == len(self._movers):
            return self.canvas.still
        changes = self._spread(place + 1, left)
        for change in self._changes[place]:
            if change.steps <= left:
                rest = left if left == FREE else left - change.steps
                changes |= self.canvas.spread(self._spread(place + 1, rest), change.sure, change.maybe)
        return changes

    def _situations(self, place: int, left: int) -> tuple[int, int]:
        """The boxes of situations that such steps can make stand, and those that they can't but leave standing."""
        compiled = self._compiled
        begin = keep = -1
        for head in bits_of(self._heads & (compiled.situations | compiled.impossible)):
            for box in bits_of(compiled.groups[head] & self._boxes):
                makes, breaks = self._price(place, box)
                begin &= ~box if makes > left else -1
                keep &= ~box if makes or breaks <= left else -1
        return begin, keep

    def _price(self, place: int, box: int) -> tuple[int, int]:
        """The fewest steps by movers from a place on that make a box stand, and that unmake it."""
        holds = [hold for hold in self._holds[box] if hold.mover >= place]
        makes = sum(hold.steps for hold in holds if not hold.here)
        return makes, min((hold.steps for hold in holds if hold.here), default=2 * FREE)

    def reached(self, place: int, left: int, mask: int) -> tuple[set[str], int]:
        """The verdicts that movers from a place on may lead to with so many steps or fewer, and the points at which the
        grid may give them; `mask`: the boxes that all else leaves standing."""
        compiled = self._compiled
        heads = compiled.impossible | compiled.situations
        begin, keep = self._doing(place, left)
        kept = compiled.fired(mask & keep & self._hearing.here[place]) & heads
        found: set[str] = set()
        for bit in bits_of(compiled.fired(mask & begin & self._hearing.any[place]) & heads):
            found.add(compiled.situation_of[bit].verdict)
            if bit & kept:
                return found, 0
        judged = self._scales.weigh(mask & self._hearing.here[place])
        pairs = self.canvas.reached((judged.execution, judged.strategy), self._spread(place, left))
        found |= {code for code, region in self._regions.items() if pairs & region}
        return found, pairs
