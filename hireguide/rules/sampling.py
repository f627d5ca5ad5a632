"""Random companies under the catalogue's weights: complete profiles that may exist, the same ones for the same seed."""

from collections.abc import Iterator
from itertools import islice
from random import Random

from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.evaluate import read
from hireguide.rules.faults import ImpossibleProfile
from hireguide.rules.fields import CATALOGUE, Facts, Field, Value, applies
from hireguide.rules.profile import broken_law
from hireguide.rules.rulebook import Rulebook

_MOST_REFUSED = 10_000


def sample_profiles(rulebook: Rulebook, count: int, *, seed: int, known: Facts | None = None) -> list[dict[str, Value]]:
    """`count` complete profiles drawn by the weights; what the rulebook calls impossible is drawn again.

    Answers in `known` are kept, and only what they leave open is drawn. Raises ValueError where 10,000 draws in a row
    are refused.
    """
    return list(islice(_companies(rulebook, Random(seed), known or {}), count))  # noqa: S311 - samples, not secrets


def _companies(rulebook: Rulebook, random: Random, known: Facts) -> Iterator[dict[str, Value]]:
    compiled = compile_rulebook(rulebook)
    refused = 0
    while refused < _MOST_REFUSED:
        facts = _drawn(random, known)
        try:
            if facts is None or broken_law(facts):
                refused += 1
                continue
            read(compiled, facts)
        except ImpossibleProfile:
            refused += 1
            continue
        refused = 0
        yield facts
    raise ValueError(f"{_MOST_REFUSED:,} draws in a row were refused: hardly any such company is possible")


def _drawn(random: Random, known: Facts) -> dict[str, Value] | None:
    """One whole profile as it falls; None where it sets aside an answer that is known."""
    facts: dict[str, Value] = {}
    for field in CATALOGUE:
        if field.asked_if and not applies(field, {**known, **facts}):
            if field.name in known:
                return None
            continue
        facts[field.name] = known[field.name] if field.name in known else _answer(random, field)
    return facts


def _answer(random: Random, field: Field) -> Value:
    if field.kind == "integer":
        return random.randint(*random.choice(field.brackets))
    return random.choice(tuple(field.values))
