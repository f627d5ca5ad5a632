"""The first 90 days of whoever is hired, the second seat and what triggers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hireguide.diagnoses.documents.figures import capital
from hireguide.diagnoses.documents.seats import SEAT_NAMES, seats_filled, seats_named
from hireguide.diagnoses.wording import TO_ITS_FOUNDER, Speech
from hireguide.rules import Facts, Rulebook, VerdictText

PAIRING = "pairing"


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """What one seat's first days should bring: (days, what) thrice. `filled` says who holds the seat already."""

    seat: str
    name: str
    phrase: str
    filled: str
    steps: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Second:
    """The second seat: what the heading says, who holds it or its counterpart already, and when to fill it."""

    heading: str
    filled: str
    when: str


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans to hold a new leader to; `instead` are those of seats that advice names beside the verdict's own."""

    main: tuple[SeatPlan, ...]
    instead: tuple[SeatPlan, ...]
    second: Second | None


def plans(result: Mapping[str, Any], rulebook: Rulebook, facts: Facts, speech: Speech = TO_ITS_FOUNDER) -> Plans:
    """The first seat's plan; for a pairing both, the first first, save that a half already in place comes last."""
    verdict = rulebook.verdicts[result["verdict"]]
    filled = seats_filled(facts, speech)
    seats = _seats_to_plan(verdict, filled)
    advised = seats_named({advice["key"] for advice in result["advice"]})
    return Plans(
        main=_plans_of(seats, rulebook, filled),
        instead=_plans_of([seat for seat in advised if seat not in seats and verdict.first], rulebook, filled),
        second=_second(verdict, filled),
    )


def _seats_to_plan(verdict: VerdictText, filled: Mapping[str, str]) -> list[str]:
    seats = [verdict.first, verdict.second] if verdict.code == PAIRING else [verdict.first]
    return sorted((seat for seat in seats if seat), key=lambda seat: seat in filled)


def _plans_of(seats: list[str], rulebook: Rulebook, filled: Mapping[str, str]) -> tuple[SeatPlan, ...]:
    return tuple(
        SeatPlan(
            seat=seat,
            name=SEAT_NAMES[seat].title,
            phrase=SEAT_NAMES[seat].phrase,
            filled=capital(filled.get(seat, "")),
            steps=tuple(rulebook.plans[seat].items()),
        )
        for seat in seats
        if seat in rulebook.plans
    )


def _second(verdict: VerdictText, filled: Mapping[str, str]) -> Second | None:
    if verdict.first is None or verdict.second is None or not verdict.second_when:
        return None
    name = SEAT_NAMES[verdict.second]
    heading = "Who comes when" if verdict.code == PAIRING else f"Then: {name.phrase}"
    if verdict.second in filled:
        missing = f" What is missing is {SEAT_NAMES[verdict.first].phrase}." if verdict.first not in filled else ""
        return Second(heading, f"{capital(filled[verdict.second])}.{missing}", "")
    there = f"{capital(filled[verdict.first])}. What is missing is {name.phrase}." if verdict.first in filled else ""
    return Second(heading, there, verdict.second_when)
