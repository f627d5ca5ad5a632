"""How it works: the whole of an edition in words, in the order in which it decides, and how it does on real cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hireguide.diagnoses.documents.figures import dollar_range, number
from hireguide.diagnoses.documents.seats import SEAT_NAMES
from hireguide.pages.documents.accuracy import CaseLine, accuracy_sentence, case_lines
from hireguide.pages.documents.edition import Citation, cited, empty_grid, verdict_name
from hireguide.pages.documents.rules import (
    RuleGroup,
    RuleLine,
    advice_groups,
    evidence_groups,
    refusals,
    situations,
)
from hireguide.pages.selectors import accuracy_of
from hireguide.pages.wording import GAP_MEANINGS
from hireguide.profiles.wording import QUESTIONS, answer_text
from hireguide.rules import BANDS, GAPS, Cost, Expectation, Rulebook
from hireguide.web.grid import GridPicture
from hireguide.web.templatetags.screen import usd_unit


@dataclass(frozen=True, slots=True)
class GapPart:
    """One gap: what it means, the points of each band, and the evidence for and against it."""

    key: str
    meaning: str
    bands: tuple[tuple[str, str], ...]
    groups: tuple[RuleGroup, ...]


@dataclass(frozen=True, slots=True)
class CellLine:
    """A cell: its two bands, its verdict and why."""

    execution: str
    strategy: str
    verdict: str
    verdict_name: str
    because: str


@dataclass(frozen=True, slots=True)
class Promise:
    """An expectation: the question, the move of its answer, what that never does to which gap, and why."""

    key: str
    asks: str
    start: str
    end: str
    gap: str
    never: str
    because: str


@dataclass(frozen=True, slots=True)
class Price:
    """What a seat costs, with its year and sources."""

    key: str
    seat: str
    amount: str
    year: int
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class HowItWorks:
    """The parts of the page."""

    picture: GridPicture
    gaps: tuple[GapPart, ...]
    cells: tuple[CellLine, ...]
    refusals: tuple[RuleLine, ...]
    situations: tuple[RuleLine, ...]
    advice: tuple[RuleGroup, ...]
    promises: tuple[Promise, ...]
    prices: tuple[Price, ...]
    examples: int
    accuracy: str
    cases: tuple[CaseLine, ...]


@lru_cache(maxsize=8)
def build_how_it_works(rulebook: Rulebook) -> HowItWorks:
    """How `rulebook` works: every rule of it has its line."""
    return HowItWorks(
        picture=empty_grid(rulebook),
        gaps=tuple(_gap(rulebook, gap) for gap in GAPS),
        cells=tuple(_cells(rulebook)),
        refusals=tuple(refusals(rulebook)),
        situations=tuple(situations(rulebook)),
        advice=tuple(advice_groups(rulebook)),
        promises=tuple(map(_promise, rulebook.expectations)),
        prices=tuple(_price(rulebook, cost) for cost in rulebook.costs),
        examples=len(rulebook.examples),
        accuracy=accuracy_sentence(accuracy_of(rulebook)),
        cases=case_lines(rulebook),
    )


def _gap(rulebook: Rulebook, gap: str) -> GapPart:
    some, large = rulebook.bands[gap]
    middle = number(some) if large - some == 1 else f"{number(some)} to {number(large - 1)}"
    spans = (f"fewer than {number(some)} points", f"{middle} points", f"{number(large)} points or more")
    bands = tuple(zip(BANDS, spans, strict=True))
    return GapPart(gap, GAP_MEANINGS[gap], bands, tuple(evidence_groups(rulebook, gap)))


def _cells(rulebook: Rulebook) -> Iterator[CellLine]:
    """All nine, as the picture has them: from the top left."""
    for execution in reversed(BANDS):
        for strategy in BANDS:
            cell = rulebook.grid[execution, strategy]
            yield CellLine(execution, strategy, cell.verdict, verdict_name(cell.verdict), cell.because)


def _promise(expectation: Expectation) -> Promise:
    field = expectation.field
    start, end = (answer_text(field, value) for value in (expectation.start, expectation.end))
    asks, never = QUESTIONS[field].short, f"never {expectation.never}"
    return Promise(expectation.key, asks, start, end, expectation.gap, never, expectation.because)


def _price(rulebook: Rulebook, cost: Cost) -> Price:
    amount = f"{dollar_range(cost.low, cost.high)} {usd_unit(cost.unit)}"
    return Price(cost.key, SEAT_NAMES[cost.seat].title, amount, cost.year, cited(rulebook, cost.sources))
