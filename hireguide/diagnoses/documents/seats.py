"""The seats in words, and which of them are filled already by what a company says."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hireguide.diagnoses.wording import TO_ITS_FOUNDER, Speech
from hireguide.rules import Facts


@dataclass(frozen=True, slots=True)
class SeatName:
    """A seat's name as a heading has it and within a sentence."""

    title: str
    phrase: str


SEAT_NAMES: Mapping[str, SeatName] = MappingProxyType(
    {
        "vp_engineering": SeatName("VP Engineering", "a VP Engineering"),
        "fractional_cto": SeatName("Fractional CTO", "a fractional CTO"),
        "full_time_cto": SeatName("Full-time CTO", "a full-time CTO"),
        "interim_cto": SeatName("Interim CTO", "an interim CTO"),
        "engineering_manager": SeatName("Engineering manager", "an engineering manager"),
        "senior_engineer": SeatName("Senior engineer", "a senior engineer"),
        "adviser": SeatName("Technical adviser", "a technical adviser"),
    }
)


def seats_filled(facts: Facts, speech: Speech = TO_ITS_FOUNDER) -> Mapping[str, str]:
    """The two seats of the verdicts that somebody holds already, each with a clause that says who.

    >>> list(seats_filled({"technology_lead": "vp_engineering"}))
    ['vp_engineering']
    """
    lead = facts.get("technology_lead")
    filled = {}
    if lead in ("vp_engineering", "cto_and_vp"):
        filled["vp_engineering"] = "somebody already does the work of a VP Engineering"
    if facts.get("part_time_cto") is True:
        filled["fractional_cto"] = f"a part-time CTO already works {speech.with_you}"
    elif lead in ("strategic_cto", "cto_and_vp"):
        filled["fractional_cto"] = "a CTO already sets direction with the board and the market"
    return filled


def seats_named(keys: set[str]) -> tuple[str, ...]:
    """The seats that pieces of advice speak of: an advice's key begins with its seat's name ("adviser_hours")."""
    return tuple(seat for seat in SEAT_NAMES if any(key == seat or key.startswith(f"{seat}_") for key in keys))
