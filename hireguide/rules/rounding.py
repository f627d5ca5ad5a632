"""A company in round numbers: each number moved to a rounder one that no rule of a rulebook tells from it."""

from bisect import bisect_right

from hireguide.rules.compiled import Compiled, compile_rulebook
from hireguide.rules.fields import FIELDS, LAW, Facts, Field, Value
from hireguide.rules.profile import broken_law
from hireguide.rules.rulebook import Rulebook

_SMALL = 10  # numbers below are common enough to tell nobody apart


def rounded_facts(rulebook: Rulebook, facts: Facts) -> dict[str, Value]:
    """The same answers with numbers of two digits and more made as round as the rules allow: 347 becomes 300.

    Every rule of `rulebook` stands to both companies alike. Where the two counts would contradict each other, both stay
    as they are.
    """
    compiled = compile_rulebook(rulebook)
    rounded = {name: _rounded(compiled, FIELDS[name], value) for name, value in facts.items()}
    if broken_law(rounded):
        return rounded | {name: facts[name] for name in (LAW.field, LAW.limit)}
    return rounded


def _rounded(compiled: Compiled, field: Field, value: Value) -> Value:
    if field.kind != "integer" or int(value) < _SMALL:
        return value
    number = int(value)
    low, high = _alike(compiled, field, number)
    whole = int(10 ** (len(str(number)) - 1))
    for step in (whole, whole // 2, whole // 5, whole // 10):
        nearest = (number + step // 2) // step * step
        if low <= nearest <= high:
            return nearest
    return value


def _alike(compiled: Compiled, field: Field, number: int) -> tuple[int, int]:
    """The least and the most that no rule tells from a number, both included."""
    table = next((table for table in compiled.tables if table.field == field), None)
    if table is None:
        return field.low, field.high
    low = high = place = bisect_right(table.cuts, number)
    while low and table.masks[low - 1] == table.masks[place]:
        low -= 1
    while high < len(table.cuts) and table.masks[high + 1] == table.masks[place]:
        high += 1
    least = table.cuts[low - 1] if low else field.low
    return least, table.cuts[high] - 1 if high < len(table.cuts) else field.high
