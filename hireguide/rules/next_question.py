"""The open question that is expected to leave the fewest verdicts possible."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from heapq import heapify, heapreplace

from hireguide.rules.chances import chances, refusing, spans
from hireguide.rules.conditions import VERDICTS
from hireguide.rules.fields import FIELDS, LAW, Facts, Value
from hireguide.rules.matter import open_questions, still_matter
from hireguide.rules.panel import panel_of
from hireguide.rules.reach import verdicts_of
from hireguide.rules.space import Node, Space
from hireguide.rules.steps import opens
from hireguide.rules.weights import Span

_BUDGET = 400  # open questions looked at, all nodes of all searches together


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """The question to ask next. `expected`: how many verdicts its answer leaves possible, on average; estimated where
    `exact` is false."""

    field: str
    exact: bool
    expected: Fraction

    @property
    def section(self) -> str:
        """The section that holds it."""
        return FIELDS[self.field].section

    def as_dict(self) -> dict[str, object]:
        """As `diagnose --json` prints it."""
        return {"field": self.field, "section": self.section, "exact": self.exact}


def next_question(
    space: Space, facts: Facts, possible: Collection[str], leaving_out: Collection[str] = (), budget: int = _BUDGET
) -> NextQuestion | None:
    """The open question to ask, none of those to leave out, as this person doesn't know them or they can't matter; None
    where that leaves none, or the verdict is settled.

    Each question's expectation is at least what a crowd shows. The one that promises most is looked into, answer by
    answer, until one is known that no other can beat.
    """
    names = [name for name in open_questions(facts) if name not in leaving_out]
    start = space.completions(facts)
    if start is None or len(possible) < 2 or not names:
        return None
    survey = _Survey(space, facts, start, possible, budget)
    promises = [(survey.expected(name), place, name) for place, name in enumerate(names)]
    heapify(promises)
    while True:
        expected, place, name = promises[0]
        if expected >= len(possible):
            mattering = (name for name in still_matter(space, facts) if name in names and name in space.domains)
            telling = next(mattering, names[0])
            return NextQuestion(telling, survey.exact, expected)
        if not survey.look_into(name):
            return NextQuestion(name, survey.exact, expected)
        heapreplace(promises, (survey.expected(name), place, name))


@dataclass(slots=True)
class _Answer:
    """Answers to one question that nothing tells apart, of which one is at `place` among its spans: their weight, the
    companies of a crowd that give them, and the verdicts `left` by them. A crowd shows some of these, and all are known
    once it is `sure`."""

    place: int
    weight: int = 0
    giving: int = 0
    left: frozenset[str] = frozenset()
    sure: bool = False


class _Survey:
    """What each answer to each open question leaves possible of the verdicts that are."""

    def __init__(self, space: Space, facts: Facts, start: Node, possible: Collection[str], budget: int) -> None:
        self.space, self.facts, self.possible = space, facts, frozenset(possible)
        self.panel = panel_of(space)
        self.exact = True
        self._budget = budget
        self._start, self._standing = start, start.standing
        self._poll = self.panel.poll(facts, start)
        verdicts = self._poll.ballot.verdicts
        self._getting = [(code, verdicts[code] & self._poll.fit) for code in self.possible]
        self._refusing = refusing(space, start)
        self._answers: dict[str, list[_Answer]] = {}

    def expected(self, name: str) -> Fraction:
        """How many verdicts the answer leaves possible on average, at least."""
        if name not in self.space.domains and _OTHER_COUNT.get(name) not in self.space.domains:
            return Fraction(len(self.possible))
        if name not in self._answers:
            self._answers[name] = self._grouped(name)
        some = [answer for answer in self._answers[name] if answer.left or not answer.sure]
        total = sum(answer.weight for answer in some)
        left = sum(answer.weight * max(len(answer.left), 1) for answer in some)
        return Fraction(left, total) if total else Fraction(len(self.possible))

    def look_into(self, name: str) -> bool:
        """Finds all that the likeliest answer leaves possible of which that is not known; False where all is known."""
        unsure = [answer for answer in self._answers[name] if not answer.sure and answer.left != self.possible]
        if not unsure:
            return False
        answer = max(unsure, key=lambda answer: answer.weight)
        answer.sure = True
        for after in self._after(name, answer.place):
            answer.left |= self._left(after, answer.left)
        return True

    def _left(self, after: Facts, seen: frozenset[str]) -> frozenset[str]:
        """The verdicts that a changed profile leaves possible, of which some are seen: another crowd may show more."""
        start = self.space.completions(after)
        if start is None:
            return frozenset()
        name = next(name for name in after if name not in self.facts)

        def shown() -> frozenset[str]:
            return self.panel.amended(self._poll, self.facts, self._start, name, after[name]).verdicts()

        skip = seen | (frozenset(VERDICTS) - self.possible)
        size = len(start.open) + 1
        found, proven, spent = verdicts_of(self.space, start, skip, max(self._budget // size, 1), shown=shown)
        self._budget -= spent * size
        self.exact = self.exact and proven
        return seen | found

    def _grouped(self, name: str) -> list[_Answer]:
        """The answers to a question, those together that nothing tells apart."""
        weights, exact = chances(self.space, self.facts, name, self._refusing)
        self.exact = self.exact and exact
        found: dict[object, _Answer] = {}
        for place, weight in weights.items():
            key = self._alike(name, place)
            answer = found.get(key)
            if answer is None:
                answer = found[key] = _Answer(place)
            answer.weight += weight
            answer.giving |= self._giving(name, place)
        for answer in found.values():
            answer.left = frozenset([code for code, companies in self._getting if companies & answer.giving])
        return list(found.values())

    def _alike(self, name: str, place: int) -> object:
        if place < 0:
            return None
        seen, opening = _effects(self.space, name)[place]
        return seen & self._standing, opening, self._room(name, place)

    def _room(self, name: str, place: int) -> object:
        """What the answer to one count leaves of those to the other."""
        other = _OTHER_COUNT.get(name)
        if other is None or other in self.facts:
            return None
        bound = int(_value(name, spans(self.space)[name][place]))
        domain = self._start.open.get(other)
        test = "high_at_least" if name == LAW.field else "low_at_most"
        return domain.narrowed(test, bound) if domain else bound > 0

    def _after(self, name: str, place: int) -> Iterable[Facts]:
        """The profiles that an answer may make; more than one where it is that the question does not apply."""
        asked_if = FIELDS[name].asked_if
        if place >= 0 or asked_if is None:
            yield {**self.facts, name: _value(name, spans(self.space)[name][place])}
            return
        for span in spans(self.space)[asked_if.field]:
            if not asked_if.holds(span.start):
                yield {**self.facts, asked_if.field: span.start}

    def _giving(self, name: str, place: int) -> int:
        asked_if = FIELDS[name].asked_if
        if place < 0 and asked_if:
            return self.panel.silent(asked_if.field)
        return self.panel.answering(self.facts, name, place)


@lru_cache(maxsize=2048)
def _effects(space: Space, name: str) -> list[tuple[int, bool]]:
    """For each answer the boxes that it leaves standing, and whether what hangs on it is asked then."""
    starts = [span.start for span in spans(space)[name]]
    return [(space.mask(name, start), opens(space, FIELDS[name], start)) for start in starts]


_OTHER_COUNT = {LAW.field: LAW.limit, LAW.limit: LAW.field}


def _value(name: str, span: Span) -> Value:
    """An answer of a span; of counts the one that leaves the other most room."""
    return span.end if name == LAW.limit else span.start
