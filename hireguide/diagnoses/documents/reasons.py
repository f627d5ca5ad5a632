"""Why: the ledger of each gap, what decided, and what the verdict rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hireguide.diagnoses.documents.figures import capital, number, number_range, points
from hireguide.diagnoses.documents.notes import Citations, Note
from hireguide.diagnoses.wording import TO_ITS_FOUNDER, Speech
from hireguide.profiles.wording import answer_text
from hireguide.rules import GAPS, Rulebook

Result = Mapping[str, Any]

MEANINGS = {
    "execution": "how the work gets done and shipped, which is a VP Engineering’s half",
    "strategy": "what to build and why, which is a CTO’s half",
}
_BANDS = {"none": "no gap", "some": "some gap", "large": "a large gap"}


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that holds: its points (signed), its sentence and who says so."""

    gap: str
    points: int
    text: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """One gap's reasons, the widest first, their sum, its band, and what open answers leave of it."""

    gap: str
    meaning: str
    points: int
    band: str
    low: int
    high: int
    thresholds: str
    reasons: tuple[Reason, ...]

    @property
    def total(self) -> str:
        """The sum in words."""
        return points(self.points)

    @property
    def band_name(self) -> str:
        """The band in words: "a large gap"."""
        return _BANDS[self.band]

    @property
    def range(self) -> str:
        """What open answers leave, or "" where they leave nothing else."""
        return "" if self.low == self.high == self.points else number_range(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Decision:
    """What decided: a "situation", a "cell" of the grid, or "none" where the known answers alone did not."""

    kind: str
    lead: str
    text: str
    aside: str
    notes: tuple[Note, ...]


def ledgers(result: Result, rulebook: Rulebook, citations: Citations) -> tuple[Ledger, ...]:
    """Execution's ledger, then strategy's."""
    return tuple(_ledger(gap, result, rulebook, citations) for gap in GAPS)


def _ledger(gap: str, result: Result, rulebook: Rulebook, citations: Citations) -> Ledger:
    reading = result["gaps"][gap]
    fired = sorted((fired for fired in result["reasons"] if fired["gap"] == gap), key=lambda fired: -fired["points"])
    low, high = reading["range"]
    return Ledger(
        gap=gap,
        meaning=MEANINGS[gap],
        points=reading["points"],
        band=reading["band"],
        low=low,
        high=high,
        thresholds=thresholds(*rulebook.bands[gap]),
        reasons=tuple(Reason(gap, f["points"], f["because"], citations.cite(f["sources"])) for f in fired),
    )


def thresholds(some: int, large: int) -> str:
    """Where the bands of a gap begin, as one sentence.

    >>> thresholds(4, 8)
    'Fewer than 4 points count as no gap, 4–7 as some, 8 or more as large.'
    """
    middle = f"{number_range(some, large - 1)} as some, " if some < large else ""
    return f"Fewer than {points(some)} count as no gap, {middle}{number(large)} or more as large."


def decision(result: Result, rulebook: Rulebook, citations: Citations, speech: Speech = TO_ITS_FOUNDER) -> Decision:
    """What decided, with the sentence stored; where nothing did, why not."""
    decided = result["decided_by"]
    if decided is None:
        return _undecided(result, rulebook, speech)
    if decided["situation"] is not None:
        return _by_situation(result, rulebook, citations)
    execution, strategy = decided["cell"]
    lead = f"{capital(speech.your)} two gaps meet in one cell of the grid: execution {execution}, strategy {strategy}."
    return Decision("cell", lead, decided["because"], "", ())


def _by_situation(result: Result, rulebook: Rulebook, citations: Citations) -> Decision:
    decided = result["decided_by"]
    situation = next(rule for rule in rulebook.situations if rule.key == decided["situation"])
    cell = verdict_of_cell(result, rulebook)
    same = cell == result["verdict"]
    aside = (
        "The grid, looked at alone, says the same."
        if same
        else f"On points alone, the grid would say “{short_title(cell)}”. The situation outweighs that."
    )
    lead = "A situation decided this. Some situations matter more than any sum of points, so they are looked at first."
    return Decision("situation", lead, decided["because"], aside, citations.cite(situation.sources))


def _undecided(result: Result, rulebook: Rulebook, speech: Speech) -> Decision:
    known = short_title(known_verdict(result, rulebook))
    lead = f"Taken alone, {speech.told_so_far} would give “{known}”."
    if result["settled"]:
        text = "Every way of answering the remaining questions leads here instead, so this is the verdict."
    else:
        text = (
            "No way of answering the remaining questions leads there, so it can’t be the verdict. Of those that are "
            f"still possible, “{short_title(result['verdict'])}” is the first in our fixed order. "
            "A few more answers will tell."
        )
    return Decision("none", lead, text, "", ())


def basis_text(result: Result, *, answered: int, unknown: int, still_open: int, speech: Speech = TO_ITS_FOUNDER) -> str:
    """What the verdict rests on, in a sentence or two; `unknown` counts what was answered "I don't know"."""
    if not answered:
        said = speech.nothing_known if unknown else speech.nothing_told
        return f"{said}, so this says little about {speech.company}. A few answers change that."
    if result["basis"] == "settled":
        return "No open answer can change this." if still_open else f"{capital(speech.all_told)}."
    if result["basis"] == "known":
        return f"This rests on {speech.told_so_far}. The questions still open could lead elsewhere."
    told = capital(speech.told_so_far)
    return f"{told} is not enough to decide. This is one of the verdicts that are still possible."


def verdict_of_cell(result: Result, rulebook: Rulebook) -> str:
    """What the cell calls for that the known points stand in."""
    gaps = result["gaps"]
    return rulebook.grid[gaps["execution"]["band"], gaps["strategy"]["band"]].verdict


def known_verdict(result: Result, rulebook: Rulebook) -> str:
    """What the known answers alone would give, where that is another verdict than the one given.

    A situation that holds is missing from what stands against its verdict; the first such decided, else the cell did.
    """
    against = result["against"]
    for rule in rulebook.situations:
        if rule.verdict in against and rule.key not in against[rule.verdict]["situations"]:
            return rule.verdict
    return verdict_of_cell(result, rulebook)


def short_title(code: str) -> str:
    """A verdict's short name: "VP Engineering first"."""
    return capital(answer_text("verdict", code))


def cell_name(code: str) -> str:
    """A verdict's name where there is little room: "VP Engineering"."""
    return short_title(code).removesuffix(" first")
