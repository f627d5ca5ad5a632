"""What the verdict costs, whole: the pair beside each seat alone and a full-time CTO, with the arithmetic shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from hireguide.diagnoses.documents.chart import Chart, draw
from hireguide.diagnoses.documents.figures import capital, dollar_range, dollars, in_sentence, listed
from hireguide.diagnoses.documents.notes import Citations, Note
from hireguide.diagnoses.documents.seats import SEAT_NAMES, seats_filled, seats_named
from hireguide.diagnoses.wording import TO_ITS_FOUNDER, Speech
from hireguide.profiles.wording import answer_text
from hireguide.rules import Cost, Facts, Rulebook

PAIRING = "pairing"
PAIR = "pair"
HALVES = ("vp_engineering", "fractional_cto")
ALWAYS_SHOWN = (*HALVES, "full_time_cto")
MONTHS = 12
NEAREST = 100
"""Dollars to which a monthly sum is rounded where the source speaks of years."""
BUDGETS: Mapping[str, tuple[int, int | None]] = MappingProxyType(
    {
        "under_8k": (0, 8_000),
        "8k_to_15k": (8_000, 15_000),
        "15k_to_35k": (15_000, 35_000),
        "over_35k": (35_000, None),
    }
)
"""What each answer about the budget means in dollars a month, from and to; None is no limit."""
_BY_THE_MONTH = "Priced by the month: an interim stays for some months, not for years."


@dataclass(frozen=True, slots=True)
class CostLine:
    """One way to fill the seats, in dollars a year from `low` to `high`.

    `arithmetic` says how the year was reckoned where the sources don't give it, `mark` what the line is to the
    verdict; either may be empty.
    """

    key: str
    name: str
    low: int
    high: int
    a_month: str
    arithmetic: str
    years: str
    mark: str
    remark: str
    notes: tuple[Note, ...]

    @property
    def a_year(self) -> str:
        """Dollars a year."""
        return dollar_range(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Costs:
    """The lines, the dearest combination first, their picture, and what they mean for this company."""

    lines: tuple[CostLine, ...]
    chart: Chart
    whole: str
    filled: str
    budget: str


def costs(
    result: Mapping[str, Any],
    rulebook: Rulebook,
    facts: Facts,
    citations: Citations,
    speech: Speech = TO_ITS_FOUNDER,
) -> Costs:
    """Every line that the edition has prices for; a seat that advice speaks of is priced too.

    Where a seat has several prices each is a line of its own, and the pair is reckoned with the first.
    """
    advised = seats_named({advice["key"] for advice in result["advice"]})
    shown = [seat for seat in SEAT_NAMES if seat in (*ALWAYS_SHOWN, *advised)]
    marks = _marks(result["verdict"], rulebook)
    lines = [*_pair(rulebook, marks, citations)]
    lines += [_single(cost, marks, citations) for seat in shown for cost in rulebook.costs if cost.seat == seat]
    own = next((line for line in lines if line.key == next(iter(marks), None)), None)
    return Costs(
        lines=tuple(lines),
        chart=draw([(line.name, line.low, line.high, line is own) for line in lines]),
        whole="" if own is None else _whole_text(own, lines),
        filled=_filled_text(result["verdict"], lines, facts, speech),
        budget="" if own is None else _budget_text(own, facts, speech),
    )


def _marks(verdict: str, rulebook: Rulebook) -> dict[str, str]:
    """What lines are to the verdict: its own comes first."""
    if verdict == PAIRING:
        return {PAIR: "this verdict"}
    text = rulebook.verdicts[verdict]
    later = {PAIR: "with the second seat"} if text.second else {}
    return {text.first: "this verdict", **later} if text.first else {}


def _single(cost: Cost, marks: Mapping[str, str], citations: Citations) -> CostLine:
    low, high = _yearly(cost)
    monthly = cost.unit == "usd_month"
    own = dollar_range(cost.low, cost.high)
    return CostLine(
        key=cost.seat,
        name=SEAT_NAMES[cost.seat].title,
        low=low,
        high=high,
        a_month=own if monthly else monthly_range(low, high),
        arithmetic=f"{MONTHS} × {own}" if monthly else "",
        years=str(cost.year),
        mark=marks.get(cost.seat, ""),
        remark=_BY_THE_MONTH if cost.seat == "interim_cto" else "",
        notes=citations.cite(cost.sources),
    )


def _pair(rulebook: Rulebook, marks: Mapping[str, str], citations: Citations) -> Iterator[CostLine]:
    """Both halves together, where both have a price."""
    first = {cost.seat: cost for cost in reversed(rulebook.costs)}
    halves = [first[seat] for seat in HALVES if seat in first]
    if len(halves) < len(HALVES):
        return
    low, high = (sum(amounts) for amounts in zip(*map(_yearly, halves), strict=True))
    yield CostLine(
        key=PAIR,
        name="The pair",
        low=low,
        high=high,
        a_month=monthly_range(low, high),
        arithmetic=" + ".join(_a_year(cost) for cost in halves),
        years=listed(sorted({str(cost.year) for cost in halves})),
        mark=marks.get(PAIR, ""),
        remark="",
        notes=citations.cite([source for cost in halves for source in cost.sources]),
    )


def _yearly(cost: Cost) -> tuple[int, int]:
    times = MONTHS if cost.unit == "usd_month" else 1
    return cost.low * times, cost.high * times


def _a_year(cost: Cost) -> str:
    own = dollar_range(cost.low, cost.high)
    return f"{MONTHS} × {own}" if cost.unit == "usd_month" else own


def monthly_range(low: int, high: int) -> str:
    """A month's share of dollars a year, to the nearest hundred.

    >>> monthly_range(220_000, 360_000)
    'about $18,300–30,000'
    """
    return f"about {dollar_range(_a_month(low), _a_month(high))}"


def _a_month(yearly: int) -> int:
    return NEAREST * round(yearly / MONTHS / NEAREST)


def _whole_text(own: CostLine, lines: Sequence[CostLine]) -> str:
    """What the verdict costs now, and with the second seat where there is to be one."""
    if own.key == PAIR:
        return f"Both seats together cost {own.a_year} a year, {own.a_month} a month."
    text = f"{capital(SEAT_NAMES[own.key].phrase)} alone costs {own.a_year} a year, {own.a_month} a month."
    pair = next((line for line in lines if line.key == PAIR and line.mark), None)
    later = f" Once the second seat is added, both together cost {pair.a_year} a year." if pair else ""
    return f"{text}{later}"


def _filled_text(verdict: str, lines: Sequence[CostLine], facts: Facts, speech: Speech) -> str:
    """For a pair that is half there: what is there, and what the missing half would add."""
    filled = seats_filled(facts, speech)
    missing = [line for line in lines if line.key in HALVES and line.key not in filled]
    if verdict != PAIRING or not filled or not missing:
        return ""
    there = listed([filled[seat] for seat in HALVES if seat in filled])
    added = listed([f"{SEAT_NAMES[line.key].phrase}, {line.a_year} a year" for line in missing])
    return f"Half of it is in place: {there}. {speech.you_would_add} {added}."


def _budget_text(own: CostLine, facts: Facts, speech: Speech) -> str:
    """Whether the budget that was given covers the verdict's own line."""
    given = facts.get("leadership_budget")
    if not isinstance(given, str):
        return ""
    least, most = BUDGETS[given]
    said = f"{speech.budget}, {in_sentence(answer_text('leadership_budget', given))} a month,"
    if most is not None and most * MONTHS < own.low:
        return f"{said} does not cover this: it begins at about {dollars(_a_month(own.low))} a month."
    if least * MONTHS >= own.high:
        return f"{said} covers this, as far as leaders whom {speech.you_pay} leave it."
    return f"{said} may cover this, depending on where in the range the person is: {own.a_month} a month."
