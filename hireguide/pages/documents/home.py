"""What home shows that depends on the edition: the picture with a real company's dot, and how it does on real cases."""

from dataclasses import dataclass
from functools import lru_cache

from hireguide.pages.documents.accuracy import accuracy_sentence
from hireguide.pages.documents.edition import empty_grid, verdict_name
from hireguide.pages.selectors import Accuracy, accuracy_of
from hireguide.pages.wording import EXAMPLE_CASE, EXAMPLE_STORY, GAP_MEANINGS
from hireguide.rules import CATALOGUE, SECTIONS, VERDICTS, Rulebook
from hireguide.web.grid import GridPicture


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One of the four verdicts: its code, its name in few words, and what it says."""

    code: str
    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Home:
    """The parts of home."""

    picture: GridPicture
    story: str
    gaps: tuple[tuple[str, str], ...]
    verdicts: tuple[VerdictLine, ...]
    accuracy: str
    rules: int
    sources: int
    questions: int
    sections: int


@lru_cache(maxsize=8)
def build_home(rulebook: Rulebook) -> Home:
    """Home under `rulebook`."""
    accuracy = accuracy_of(rulebook)
    points = _example_points(accuracy)
    lines = [VerdictLine(code, verdict_name(code), rulebook.verdicts[code].summary) for code in VERDICTS]
    return Home(
        picture=empty_grid(rulebook, points),
        story=EXAMPLE_STORY if points else "",
        gaps=tuple(GAP_MEANINGS.items()),
        verdicts=tuple(lines),
        accuracy=accuracy_sentence(accuracy),
        rules=len(rulebook.evidence) + len(rulebook.situations),
        sources=sum(source.grade != "house" for source in rulebook.sources.values()),
        questions=len(CATALOGUE),
        sections=len(SECTIONS),
    )


def _example_points(accuracy: Accuracy) -> dict[str, int] | None:
    """Where the example stands under this edition; no dot where the edition refuses it or no longer has it."""
    for outcome in accuracy.outcomes:
        if outcome.case.key == EXAMPLE_CASE and outcome.verdict:
            return {name: gap.points for name, gap in outcome.verdict.gaps.items()}
    return None
