"""A gap's points over all completions, as a puzzle of one kind of piece: questions whose answers leave boxes standing.

What ties one question's answers to another's (a question that applies only after some answers, the law of the counts)
is turned into boxes that refuse, too, so that a search need know of nothing but boxes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hireguide.rules.domains import Answers
from hireguide.rules.fields import LAW
from hireguide.rules.space import DEPENDENTS, Node, Space, merged

_TYING = frozenset((LAW.field, LAW.limit, *DEPENDENTS, *(child for each in DEPENDENTS.values() for child in each)))


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """An open question: the boxes that each of its answers leaves standing, that any does, and on which they differ."""

    answers: tuple[int, ...]
    any: int
    vary: int

    @classmethod
    def of(cls, answers: Iterable[int]) -> "Question":
        """The question that has these answers, those alike as one."""
        distinct = tuple(dict.fromkeys(answers))
        some, every = 0, -1
        for answer in distinct:
            some |= answer
            every &= answer
        return cls(distinct, some, some & ~every)

    def keeping(self, answers: Sequence[int]) -> "Question":
        """The question with some of its answers alone."""
        return self if len(answers) == len(self.answers) else Question.of(answers)


class Puzzle:
    """The completions of a node, as far as evidence of one gap and what refuses them see them. `questions` that those
    ask; `known`: the boxes that may hold; `ties`: those of them that stand for what ties answers, and may not."""

    def __init__(self, space: Space, node: Node, gap: str) -> None:
        self.compiled = space.compiled
        self.gap = gap
        wanted = space.execution if gap == "execution" else space.strategy
        standing = node.standing & (wanted | space.refusing)
        self._first = 1 << (wanted | space.refusing).bit_length()
        domains = {name: merged(node.open[name].answers, standing) for name in _TYING if _matters(name, node, standing)}
        ties: dict[str, list[int]] = {name: [0] * len(answers) for name, answers in domains.items()}
        self._next = self._first
        self._tie_dependents(domains, ties)
        self._tie_counts(domains, ties)
        self.ties = self._next - self._first
        self.known = standing | self.ties
        self.questions: list[Question] = []
        for name, domain in node.open.items():
            if name in domains:
                answers = zip(domains[name], ties[name], strict=True)
                masks = [entry.mask & standing | self.ties & ~barred for entry, barred in answers]
                self.questions.append(Question.of(masks))
            elif domain.vary & standing:
                self.questions.append(Question.of([entry.mask & standing | self.ties for entry in domain.answers]))

    def _take(self) -> int:
        self._next <<= 1
        return self._next >> 1

    def _tie_dependents(self, domains: Mapping[str, Sequence[Answers]], ties: Mapping[str, list[int]]) -> None:
        """A question is asked where its parent's answer opens it, and nowhere else."""
        for parent, children in DEPENDENTS.items():
            for child in children:
                if parent in domains and child in domains and not all(entry.asked for entry in domains[child]):
                    asked_closed, silent_open = self._take(), self._take()
                    _bar(ties[parent], [silent_open if not entry.opens else asked_closed for entry in domains[parent]])
                    _bar(ties[child], [silent_open if entry.asked else asked_closed for entry in domains[child]])

    def _tie_counts(self, domains: Mapping[str, Sequence[Answers]], ties: Mapping[str, list[int]]) -> None:
        """No count is greater than its limit."""
        if LAW.field in domains and LAW.limit in domains:
            counts, limits = domains[LAW.field], domains[LAW.limit]
            least = min(entry.high for entry in limits)
            for start in sorted({entry.low for entry in counts if entry.low > least}):
                broken = self._take()
                _bar(ties[LAW.field], [0 if entry.low >= start else broken for entry in counts])
                _bar(ties[LAW.limit], [0 if entry.high < start else broken for entry in limits])


def _bar(ties: list[int], boxes: Iterable[int]) -> None:
    """Adds the box that each answer contradicts."""
    for place, box in enumerate(boxes):
        ties[place] |= box


def _matters(name: str, node: Node, standing: int) -> bool:
    """Whether a question is open and a box asks it, or one that hangs on it."""
    names = (name, *DEPENDENTS.get(name, ())) if name in node.open else ()
    return any(other in node.open and node.open[other].vary & standing for other in names)
