"""The least and most points of a gap over all completions: exact, piece by piece of what hangs together."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hireguide.rules.knots import Puzzle, Question

NEVER = -1_000_000


@dataclass(frozen=True, slots=True)
class Knot:
    """Questions that rules tangle with each other, and with no others: at most `bound` points are to be had here."""

    known: int
    questions: tuple[Question, ...]
    tangled: int
    bound: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the completions, and at most how many points it has: some for `sure`, the others in its knots."""

    bound: int
    knots: Sequence[Knot]


class Climb:
    """The search for the most points of a gap, or the least, counted as most of their negatives (`way` -1).

    `budget`: how many parts it may look at; when that is spent, what it says is no longer `proven`, but a bound.
    """

    def __init__(self, puzzle: Puzzle, way: int, budget: int) -> None:
        self.compiled = puzzle.compiled
        self.budget = budget
        self.proven = True
        self._weights = [(way * points, mask) for points, mask in self.compiled.weights[puzzle.gap]]
        self._leaning = sum(mask for points, mask in self._weights if points > 0) & self.compiled.single
        self._ties = puzzle.ties
        self._known = puzzle.known
        several = self.compiled.several_of.items()
        self._groups = [(group, self._points(head)) for head, group in several if group & puzzle.known]
        self._welcome = self._leaning + sum(group for group, points in self._groups if points > 0)
        self._questions = [question.keeping(self._best(question.answers)) for question in puzzle.questions]
        self._alone: dict[tuple[Question, int], int | None] = {}
        self._tied: dict[tuple[int, tuple[Question, ...]], tuple[int, bool]] = {}

    def top(self, seen: int) -> int:
        """The most points, where `seen` are known to be had."""
        part = self._look(self._known, self._questions)
        return max(seen, self._most(part, seen)) if part else seen

    def _most(self, part: Part, need: int) -> int:
        """The most points of a part where that is more than `need`, else a bound that is not."""
        bound = part.bound
        for knot in part.knots:
            if bound <= need:
                break
            rest = bound - knot.bound
            bound = rest + self._untied(knot, need - rest)
        return bound

    def _untied(self, knot: Knot, need: int) -> int:
        """The same of a knot: it is split on the question that tangles most."""
        key = knot.known, knot.questions
        bound, exact = self._tied.get(key, (knot.bound, False))
        if exact or bound <= need:
            return bound
        if self.budget <= 0:
            self.proven = False
            return bound
        tangling = max(knot.questions, key=lambda question: (question.vary & knot.tangled).bit_count())
        others = [question for question in knot.questions if question is not tangling]
        left = self._best(dict.fromkeys(answer & knot.known for answer in tangling.answers))
        parts = [part for known in left if (part := self._look(known, others))]
        self.budget -= len(left)
        best = NEVER
        for part in sorted(parts, key=lambda part: -part.bound):
            best = max(best, self._most(part, max(need, best)))
        self._tied[key] = best, best > need
        return best

    def _best(self, answers: Collection[int]) -> list[int]:
        """The answers but those that another is as good as: it leaves every welcome box standing that they do, and of
        the other boxes, which take points or refuse, none that they do not."""
        kept: list[int] = []
        for answer in answers:
            if not any(self._as_good(other, answer) for other in kept):
                kept = [other for other in kept if not self._as_good(answer, other)]
                kept.append(answer)
        return kept

    def _as_good(self, one: int, other: int) -> bool:
        return not (other & ~one & self._welcome or one & ~other & ~self._welcome)

    def _look(self, known: int, questions: Sequence[Question]) -> Part | None:
        """A part of the completions; None where all of them are refused."""
        alive, once, twice = _asked(known, questions)
        certain = self._reached(alive & ~once)
        if certain is None:
            return None
        undecided = alive & once
        for group, _ in self._groups:
            if alive & ~once & group:
                undecided &= ~group
        tangled = self._tangled(undecided, twice, questions)
        tied = [question for question in questions if question.vary & tangled]
        loose = [question for question in questions if question.vary & undecided and not question.vary & tangled]
        bound = self._bound(undecided, 0, loose)
        if bound is None:
            return None
        bound += certain
        knots = []
        for boxes, members in self._pieces(undecided, tied):
            most = self._bound(boxes, tangled & boxes, members)
            if most is None:
                return None
            bound += most
            knots.append(Knot(boxes, members, tangled & boxes, most))
        return Part(bound, knots)

    def _pieces(self, undecided: int, questions: Iterable[Question]) -> Iterator[tuple[int, tuple[Question, ...]]]:
        """The questions that hang together through undecided boxes, and those boxes."""
        left = [question for question in questions if question.vary & undecided]
        while left:
            boxes, before = left[0].vary & undecided, 0
            while boxes != before:
                before = boxes
                for question in left:
                    if question.vary & boxes:
                        boxes |= question.vary & undecided
                for group, _ in self._groups:
                    if group & boxes:
                        boxes |= group & undecided
            yield boxes, tuple([question for question in left if question.vary & boxes])
            left = [question for question in left if not question.vary & boxes]

    def _tangled(self, boxes: int, twice: int, questions: Sequence[Question]) -> int:
        """The boxes of rules that hang on two questions or more; a rule's boxes go together."""
        tangled = boxes & twice
        for group, _ in self._groups:
            own = boxes & group
            if own & (own - 1) and (own & twice or all(own & ~question.vary for question in questions)):
                tangled |= own
        return tangled

    def _bound(self, boxes: int, tangled: int, questions: Sequence[Question]) -> int | None:
        """At most so many points are to be had from these boxes; None where there is no answer to a question.

        Tangled rules that give points lean on one of their questions, the one that tangles most: of those that lean on
        the same, only what one answer leaves standing holds together.
        """
        bound = sum(points for group, points in self._groups if points > 0 and tangled & group)
        leaning = tangled & self._leaning
        alone = boxes & ~tangled
        for question in sorted(questions, key=lambda question: -(leaning & question.vary).bit_count()):
            asked = (alone | leaning) & question.vary
            leaning &= ~asked
            most = self._best_answer(question, asked)
            if most is None:
                return None
            bound += most
        return bound

    def _best_answer(self, question: Question, boxes: int) -> int | None:
        key = question, boxes
        if key not in self._alone:
            found = [points for answer in question.answers if (points := self._reached(answer & boxes)) is not None]
            self._alone[key] = max(found, default=None)
        return self._alone[key]

    def _reached(self, boxes: int) -> int | None:
        """The points of boxes that hold; None where they refuse."""
        fired = self.compiled.fired(boxes)
        return None if boxes & self._ties or fired & self.compiled.impossible else self._points(fired)

    def _points(self, fired: int) -> int:
        total = 0
        for points, mask in self._weights if fired else ():
            total += points * (fired & mask).bit_count()
        return total


def _asked(known: int, questions: Sequence[Question]) -> tuple[int, int, int]:
    """The boxes that may hold, and those of them that hang on a question, and on two or more."""
    alive = known
    for question in questions:
        alive &= question.any
    once = twice = 0
    for question in questions:
        varies = question.vary & alive
        twice |= once & varies
        once |= varies
    return alive, once, twice
