"""What benchmarks work on: the shipped rulebook, drawn ones of its shape, and forms as they fill up."""

import json
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random

from hireguide.rules import (
    BANDS,
    CATALOGUE,
    GAPS,
    SECTIONS,
    VERDICTS,
    Facts,
    Field,
    Rulebook,
    Value,
    fields_of,
    parse_profile,
    parse_rulebook,
    sample_profiles,
)

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
_POINTS = (-3, -2, -1, 1, 2, 3, 4)
_ORDER = ("at_least", "at_most", "between")
_RULE = {"because": "It was drawn.", "sources": ["drawn"]}

Json = dict[str, object]


def shipped() -> Rulebook:
    """The rulebook that the product comes with."""
    return parse_rulebook((FIXTURES / "rulebook.json").read_text(encoding="utf-8"))


def generated(rules: int, *, seed: int) -> Rulebook:
    """A drawn rulebook of so many rules of evidence and situations, one of them in seven a situation, in the shape of
    the shipped one: its bands and its grid, rules of one to three conditions, one in five with alternatives."""
    random = Random(seed)  # noqa: S311 - samples, not secrets
    document = json.loads((FIXTURES / "rulebook.json").read_text(encoding="utf-8"))
    situations = rules // 7
    source = {"author": "Nobody", "title": "A draw", "url": None, "year": None, "grade": "house", "note": ""}
    for entry in [document["grid"][execution][strategy] for execution in BANDS for strategy in BANDS]:
        entry["because"] = "It was drawn."
    evidence = [
        {"key": f"evidence_{number}", "gap": random.choice(GAPS), "points": random.choice(_POINTS)}
        | {"when": _when(random, 1, 3), **_RULE}
        for number in range(rules - situations)
    ]
    # A situation that were as wide as a piece of evidence would leave the grid nothing to decide.
    deciding = [
        {"key": f"situation_{number}", "verdict": random.choice(VERDICTS), "when": _when(random, 3, 5), **_RULE}
        for number in range(situations)
    ]
    drawn = {"name": f"{rules} drawn rules", "sources": {"drawn": source}, "evidence": evidence, "situations": deciding}
    bare: Json = {"advice": [], "costs": [], "plans": {}, "expectations": [], "examples": []}
    return parse_rulebook(json.dumps(document | drawn | bare))


def _when(random: Random, least: int, most: int) -> Json:
    when: Json = {"all": [_condition(random) for _ in range(random.randint(least, most))]}
    if random.random() < 0.2:
        when["any"] = [_condition(random) for _ in range(random.randint(2, 3))]
    return when


def _condition(random: Random) -> Json:
    field = random.choice(CATALOGUE)
    if field.kind == "yes_no":
        return _asks(field, "is", _answer(random, field))
    if field.kind == "choice":
        op = random.choice(("is", "is_not", "one_of"))
        return _asks(field, op, random.sample(field.choices, 2) if op == "one_of" else _answer(random, field))
    op = random.choice(_ORDER)
    if op != "between":
        return _asks(field, op, _answer(random, field))
    return _asks(field, op, sorted((_answer(random, field) for _ in range(2)), key=list(field.values).index))


def _asks(field: Field, op: str, value: object) -> Json:
    return {"field": field.name, "op": op, "value": value}


def _answer(random: Random, field: Field) -> Value:
    if field.kind == "integer":
        return random.randint(*random.choice(field.brackets))
    return random.choice(list(field.values))


def expert_cases() -> list[Facts]:
    """The expert cases, as far as they are answered."""
    cases = json.loads((FIXTURES / "expert-cases.json").read_text(encoding="utf-8"))
    return [parse_profile(case["profile"]).facts for case in cases]


def forms(rulebook: Rulebook, count: int, *, seed: int) -> dict[str, list[Facts]]:
    """Profiles as a form under way has them, `count` of each drawn kind: expert cases, the same cut after each section,
    and random companies, half filled and complete."""
    random = Random(seed)  # noqa: S311 - samples, not secrets
    complete: list[Facts] = [*sample_profiles(rulebook, count, seed=seed)]
    halved = [_half(random, company) for company in sample_profiles(rulebook, count, seed=seed + 1)]
    cases = expert_cases()
    cut = [prefix for case in cases for prefix in _prefixes(case)]
    return {"expert cases": cases, "their first sections": cut, "half filled": halved, "complete": complete}


def _prefixes(case: Facts) -> Iterator[Facts]:
    """What a case has answered after each section but the last, from nothing on."""
    for sections in accumulate(([section] for section in SECTIONS[:-1]), initial=[]):
        names = {field.name for section in sections for field in fields_of(section)}
        yield {name: value for name, value in case.items() if name in names}


def _half(random: Random, company: Facts) -> Facts:
    return parse_profile({name: value for name, value in company.items() if random.random() < 0.5}).facts
