"""How an edition does on the experts' cases, in words: one sentence of numbers, and a line for each case."""

from dataclasses import dataclass

from hireguide.pages.documents.edition import verdict_name
from hireguide.pages.selectors import Accuracy, Outcome, accuracy_of
from hireguide.pages.wording import GRADES
from hireguide.rules import Rulebook

REFUSED = "Refused: these answers can’t be true together"
RESULTS = {"expected": "as expected", "acceptable": "would do", "missed": "missed"}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case: what its source would do, what else would do, and what this edition says.

    `grade` is how far the source is to be trusted, "" where the edition does not cite it.
    """

    number: int
    outcome: Outcome
    expected: str
    acceptable: tuple[str, ...]
    got: str
    result: str
    grade: str


def accuracy_sentence(accuracy: Accuracy) -> str:
    """The numbers as a reader wants them: how many agree, how many would do, how many are missed."""
    would_do = accuracy.accepted - accuracy.expected
    more = f" and {would_do} a verdict that would do" if would_do else ""
    missed = f"It misses {accuracy.missed}." if accuracy.missed else "It misses none."
    return (
        f"Of {accuracy.total} companies that somebody has described in public, with what they should do, this edition "
        f"gives {accuracy.expected} the same verdict{more}. {missed}"
    )


def case_lines(rulebook: Rulebook) -> tuple[CaseLine, ...]:
    """Every case, hits and misses, in the order of their file."""
    grades: dict[str | None, str] = {
        source.url: GRADES[source.grade].name for source in rulebook.sources.values() if source.url
    }
    outcomes = enumerate(accuracy_of(rulebook).outcomes, start=1)
    return tuple(_line(number, outcome, grades.get(outcome.case.source_url, "")) for number, outcome in outcomes)


def _line(number: int, outcome: Outcome, grade: str) -> CaseLine:
    case = outcome.case
    return CaseLine(
        number=number,
        outcome=outcome,
        expected=verdict_name(case.expected),
        acceptable=tuple(map(verdict_name, case.acceptable)),
        got=verdict_name(outcome.verdict.code) if outcome.verdict else REFUSED,
        result=RESULTS[outcome.result],
        grade=grade,
    )
