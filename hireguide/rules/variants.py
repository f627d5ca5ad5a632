"""What is different between two rulebooks' judging parts, one thing at a time."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from hireguide.rules.conditions import BANDS, GAPS
from hireguide.rules.rulebook import Evidence, Rulebook, Situation

ORDER = "situations"
AnyRule = TypeVar("AnyRule", Evidence, Situation)


def variants(one: Rulebook, other: Rulebook) -> Iterator[tuple[str, Rulebook]]:
    """For each thing in which they differ its name, and `one` with this alone as `other` has it.

    Names: a rule's key, `bands.GAP`, `grid.EXECUTION.STRATEGY`, and `situations` for those of both standing in another
    order. Wording and sources are no difference.
    """
    for key, evidence in _changed(one.evidence, other.evidence):
        yield key, replace(one, evidence=evidence)
    for key, situations in _changed(one.situations, other.situations):
        yield key, replace(one, situations=situations)
    order = _reordered(one.situations, other.situations)
    if order != one.situations:
        yield ORDER, replace(one, situations=order)
    for gap in GAPS:
        if one.bands[gap] != other.bands[gap]:
            yield f"bands.{gap}", replace(one, bands={**one.bands, gap: other.bands[gap]})
    for bands in ((execution, strategy) for execution in BANDS for strategy in BANDS):
        if one.grid[bands].verdict != other.grid[bands].verdict:
            yield f"grid.{bands[0]}.{bands[1]}", replace(one, grid={**one.grid, bands: other.grid[bands]})


def _changed(rules: tuple[AnyRule, ...], others: tuple[AnyRule, ...]) -> Iterator[tuple[str, tuple[AnyRule, ...]]]:
    """The rules with one of them changed, gone or come, for each; what comes stands where the others have it."""
    mine, theirs = {rule.key: rule for rule in rules}, {rule.key: rule for rule in others}
    for key in {**mine, **theirs}:
        if key not in theirs:
            yield key, tuple(rule for rule in rules if rule.key != key)
        elif key not in mine:
            yield key, _inserted(rules, others, theirs[key])
        elif _judging(mine[key]) != _judging(theirs[key]):
            yield key, tuple(theirs[key] if rule.key == key else rule for rule in rules)


def _judging(rule: AnyRule) -> AnyRule:
    return replace(rule, because="", sources=())


def _inserted(rules: tuple[AnyRule, ...], others: tuple[AnyRule, ...], rule: AnyRule) -> tuple[AnyRule, ...]:
    """The rules and one more, before the first of those that it stands before among the others."""
    after = {other.key for other in others[others.index(rule) :]}
    following = (number for number, mine in enumerate(rules) if mine.key in after)
    place = next(following, len(rules))
    return rules[:place] + (rule,) + rules[place:]  # noqa: RUF005 - mypy knows no type of the unpacked


def _reordered(rules: tuple[Situation, ...], others: tuple[Situation, ...]) -> tuple[Situation, ...]:
    """The rules with those that both have in the others' order, in the places that they have here."""
    common = {rule.key: rule for rule in rules}
    order = iter([common[rule.key] for rule in others if rule.key in common])
    both = {rule.key for rule in others}
    return tuple(next(order) if rule.key in both else rule for rule in rules)
