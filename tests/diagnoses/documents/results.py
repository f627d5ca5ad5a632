"""Verdicts to present: the real rulebook's examples and the experts' cases, as the JSON that a diagnosis stores."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from hireguide.diagnoses.documents import build_document
from hireguide.diagnoses.selectors import diagnose
from hireguide.rules import parse_profile, parse_rulebook, rulebook_digest
from tests.factories import evidence, small_rulebook

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def price(seat, low, high, *, unit="usd_year", year=2025):
    return {"key": f"price_{seat}_{low}", "seat": seat, "unit": unit, "low": low, "high": high} | {
        "year": year,
        "sources": ["house"],
    }


PRICES = [
    price("vp_engineering", 220_000, 360_000),
    price("fractional_cto", 5_000, 15_000, unit="usd_month", year=2026),
    price("full_time_cto", 250_000, 500_000, year=2026),
    price("interim_cto", 18_000, 25_000, unit="usd_month", year=2026),
    price("adviser", 600, 2_000, unit="usd_month", year=2026),
]


@cache
def real_rulebook():
    return parse_rulebook((FIXTURES / "rulebook.json").read_text(encoding="utf-8"))


@cache
def priced_rulebook():
    """The real rulebook with prices that stay what they are."""
    rulebook = json.loads((FIXTURES / "rulebook.json").read_text(encoding="utf-8"))
    return parse_rulebook(json.dumps(rulebook | {"costs": PRICES}))


@cache
def wavering_rulebook(yes_gap, no_gap):
    """A rulebook in which one question, unanswered, says nothing, and answered gives one of two verdicts."""
    rules = [
        evidence("on_yes", yes_gap, 5, "delivery_owner", "is", True),
        evidence("on_no", no_gap, 5, "delivery_owner", "is", False),
    ]
    return parse_rulebook(json.dumps(small_rulebook(evidence=rules, situations=[], examples=[])))


@cache
def companies():
    """Answers and rulebook by name: all examples, all expert cases, no answers, and what the known does not decide."""
    cases = json.loads((FIXTURES / "expert-cases.json").read_text(encoding="utf-8"))
    profiles = {example.key: example.profile.facts for example in real_rulebook().examples}
    profiles |= {case["id"]: case["profile"] for case in cases} | {"empty": {}}
    return {name: (profile, real_rulebook()) for name, profile in profiles.items()} | {
        "completed": ({"stage": "seed"}, wavering_rulebook("execution", "strategy")),
        "settled_elsewhere": ({"stage": "seed"}, wavering_rulebook("execution", "execution")),
    }


def example(key):
    """The answers of one of the examples."""
    return dict(companies()[key][0])


def result_of(answers, rulebook=None):
    """What a diagnosis would store of these answers, after a turn through JSON."""
    rulebook = rulebook or real_rulebook()
    result = diagnose(parse_profile(answers), rulebook, digest=rulebook_digest(rulebook), edition=3)
    return json.loads(json.dumps(result))


def document_of(answers, rulebook=None, *, dont_know=(), link=None):
    rulebook = rulebook or real_rulebook()
    result = result_of(answers, rulebook)
    return build_document(result=result, rulebook=rulebook, dont_know=dont_know, made_at=NOW, link=link)


def documents():
    """The documents of all companies."""
    return [document_of(*company) for company in companies().values()]
