"""Completions of open questions that show the known reading to be possible, whatever moves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, islice
from operator import and_, or_

from hireguide.rules.bounds import Bounds
from hireguide.rules.canvas import Shift
from hireguide.rules.compiled import bits_of
from hireguide.rules.domains import Answers
from hireguide.rules.fields import FIELDS, LAW, applies
from hireguide.rules.hearing import Hearing
from hireguide.rules.position import Position
from hireguide.rules.scales import Judged, Scales
from hireguide.rules.space import DEPENDENTS, Node

_FIRST = (*DEPENDENTS, LAW.limit)  # on whose answers hangs which answers others have
_MOST_SHIFTS = 64


@dataclass(frozen=True, slots=True)
class _Frame:
    """Answers to the questions on which others hang, as the boxes that they leave standing, and those that the rest
    have then."""

    mask: int
    answers: Mapping[str, Sequence[Answers]]


class Witnesses:
    """Completions that go with every set of moves.

    `steady`: one is sure to leave the known reading as it is where a situation decides. `blind`: none is where the grid
    does; `doubt`: else the points, on the bounds' canvas, where that is so. `masks`: completions that were found to
    show something, as the boxes that they leave standing.
    """

    def __init__(self, position: Position, hearing: Hearing, bounds: Bounds) -> None:
        self._position = position
        self._vary = hearing.vary[0]
        self._canvas = bounds.canvas
        self._scales = Scales(position.space.compiled)
        self._boxes = position.still & hearing.any[0] & ~position.known
        self._answers: dict[str, Sequence[Answers]] = {}
        self.masks: list[int] = []
        self.steady = not position.unanswered
        self._framing = self._framed()
        self._frames = list(islice(self._framing, 1)) if position.unanswered else []
        self.blind = bool(position.unanswered) and not self._disentangled()
        self.doubt = self._doubted() if position.unanswered and not self.blind else 0

    def _framed(self) -> Iterator[_Frame]:
        """The quietest frame first, then those in which one answer is another."""
        start = self._position.space.completions(self._position.facts)
        if start is not None:
            names = [name for name in _FIRST if name in start.open]
            others = [(name, number) for name in names for number in range(1, len(start.open[name].answers))]
            for name, number in (("", 0), *others):
                frame = self._frame(start, name, number)
                if frame:
                    yield frame

    def _frame(self, start: Node, other: str, number: int) -> _Frame | None:
        """The frame of the quietest answers, but for one question; None where there is no such answer."""
        space = self._position.space
        node = Node(-1, start.open)
        for name in _FIRST:
            if name in node.open:
                entries = [entry for entry in node.open[name].answers if self._roomy(name, entry)]
                entries = sorted(entries, key=lambda entry: (entry.mask & self._boxes).bit_count())
                if len(entries) <= (number if name == other else 0):
                    return None
                node = space.assigned(node, name, entries[number if name == other else 0])
        mask, answers = node.known, {}
        for name in self._position.unanswered:
            if name in node.open:
                answers[name] = node.open[name].answers
            elif applies(FIELDS[name], self._position.facts) is False:
                answers[name] = space.domains[name].narrowed("asked").answers
            elif name not in _FIRST:
                mask &= space.absent(name)
        return _Frame(mask, answers)

    def _roomy(self, name: str, entry: Answers) -> bool:
        """Whether an answer keeps to the law wherever the other count stands, if that is known."""
        facts = self._position.facts
        places = {seat.name: seat.places for seat in self._position.movers}
        if name == LAW.field and LAW.limit in facts:
            return entry.low <= min((place.high for place in places.get(LAW.limit, ())), default=int(facts[LAW.limit]))
        if name == LAW.limit and LAW.field in facts:
            return entry.high == FIELDS[LAW.limit].high
        return True

    def _disentangled(self) -> bool:
        """Leaves each question, in the first frame, the answers that keep down all boxes but plain ones: those of
        evidence that hang on no other question and on no move. Whether that can be done."""
        if not self._frames:
            return False
        self._boxes &= self._frames[0].mask
        self._answers = dict(self._frames[0].answers)
        compiled = self._position.space.compiled
        boxes = list(bits_of(self._boxes))
        boxes.sort(key=lambda box: compiled.fired(box) & compiled.evidence > 0)
        for box in boxes:
            evidence = bool(compiled.fired(box) & compiled.evidence)
            self.steady = self.steady or evidence
            asked = [name for name in self._answers if box & ~self._position.space.absent(name)]
            if self._plain(box) and len(asked) <= 1:
                continue
            without = {name: [entry for entry in self._answers[name] if not entry.mask & box] for name in asked}
            if any(len(without[name]) == len(self._answers[name]) for name in asked):
                continue
            best = max(asked, key=lambda name: len(without[name]), default=None)
            if best is None or not without[best]:
                return False
            self._answers[best] = without[best]
        self.steady = True
        return True

    def _plain(self, box: int) -> bool:
        compiled = self._position.space.compiled
        head = compiled.fired(box)
        alone = compiled.groups[head] & self._position.boxes == box
        return bool(alone and head & compiled.evidence) and not box & self._vary

    def _doubted(self) -> int:
        """The points where no completion by plain answers leaves the verdict of the grid as it is."""
        regions = self._canvas.regions()
        doubt = self._canvas.all
        for shift in self._shifts():
            moved = self._canvas.regions(shift) if any(shift) else regions
            for code, region in regions.items():
                doubt &= ~(region & moved[code])
        return doubt & sum(regions.values())

    def _shifts(self) -> Sequence[Shift]:
        """How completions by such answers may change points, small changes first. What the answers to one question
        keep down is no other's to bring about."""
        left = self._boxes
        for entries in self._answers.values():
            left &= reduce(or_, (entry.mask for entry in entries), 0)
        always = left
        for name in self._answers:
            always &= self._position.space.absent(name)
        shifts = {self._shift(always)}
        for name, entries in self._answers.items():
            boxes = left & ~self._position.space.absent(name)
            own = {self._shift(entry.mask & boxes) for entry in entries}
            sums = {(one[0] + two[0], one[1] + two[1]) for one in shifts for two in own}
            shifts = set(sorted(sums, key=_size)[:_MOST_SHIFTS])
        return sorted(shifts, key=_size)

    def _shift(self, boxes: int) -> Shift:
        compiled = self._position.space.compiled
        fired = compiled.fired(boxes)
        return compiled.points(fired, "execution"), compiled.points(fired, "strategy")

    def show(self, standing: int) -> tuple[int, bool]:
        """Whether a completion is found, and kept, that gets the verdict of the known reading of one set of moves; and
        how many frames were tried before. `standing`: the boxes that the set's answers leave standing."""
        known = self._scales.weigh(standing & self._position.known)
        for number, frame in enumerate(chain(tuple(self._frames), self._later())):
            mask = self._quiet(frame, standing, known)
            if mask is not None:
                self.masks.insert(0, mask)
                self._frames.insert(0, self._frames.pop(number))
                return number + 1, True
        return len(self._frames), False

    def _later(self) -> Iterator[_Frame]:
        """The frames that were not made yet."""
        for frame in self._framing:
            self._frames.append(frame)
            yield frame

    def _quiet(self, frame: _Frame, standing: int, known: Judged) -> int | None:
        """A completion of a frame that leaves the verdict as it is: one question's answer after the other is chosen
        that leads least far away."""
        asking = standing & ~self._position.known
        masks = {
            name: min(entries, key=lambda entry: (entry.mask & asking).bit_count()).mask
            for name, entries in frame.answers.items()
        }
        for name, entries in frame.answers.items():
            others = reduce(and_, (mask for other, mask in masks.items() if other != name), frame.mask)
            masks[name] = min(entries, key=lambda entry: self._far(standing & others & entry.mask, known)).mask
            if self._scales.weigh(standing & others & masks[name]).verdict == known.verdict:
                return others & masks[name]
        return None

    def _far(self, standing: int, known: Judged) -> tuple[bool, int]:
        judged = self._scales.weigh(standing)
        far = abs(judged.execution - known.execution) + abs(judged.strategy - known.strategy)
        return judged.verdict != known.verdict, far


def _size(shift: Shift) -> tuple[int, Shift]:
    return abs(shift[0]) + abs(shift[1]), shift
