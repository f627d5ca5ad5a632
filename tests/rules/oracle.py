"""The rulebook read literally, with no masks and no search: what the fast core is held against."""

from itertools import product

from hireguide.rules import BANDS, CATALOGUE, FIELDS, GAPS, VERDICTS, applies

BOOL_OPS = {
    "is": lambda a, b: a == b,
    "is_not": lambda a, b: a != b,
    "one_of": lambda a, b: a in b,
    "none_of": lambda a, b: a not in b,
    "at_least": lambda a, b: a >= b,
    "at_most": lambda a, b: a <= b,
    "between": lambda a, b: b[0] <= a <= b[1],
}


def ranked(field, value):
    if isinstance(value, list):
        return [ranked(field, entry) for entry in value]
    return FIELDS[field].choices.index(value) if FIELDS[field].kind == "ordered" else value


def truth(condition, facts):
    """True, False, or None where the answer is not known."""
    name = condition["field"]
    if applies(FIELDS[name], facts) is False:
        return False
    if name not in facts:
        return None
    return BOOL_OPS[condition["op"]](ranked(name, facts[name]), ranked(name, condition["value"]))


def holds(when, facts):
    every = [truth(condition, facts) for condition in when.get("all", [])]
    some = [truth(condition, facts) for condition in when.get("any", [])]
    return all(value is True for value in every) and (not some or any(value is True for value in some))


def reading(document, facts):
    """(verdict, points, deciding situation's key) of the known reading; the verdict may be "impossible"."""
    points = dict.fromkeys(GAPS, 0)
    for rule in document["evidence"]:
        points[rule["gap"]] += rule["points"] * holds(rule["when"], facts)
    bands = [
        "none"
        if points[gap] < document["bands"][gap][0]
        else "some"
        if points[gap] < document["bands"][gap][1]
        else "large"
        for gap in GAPS
    ]
    holding = [rule for rule in document["situations"] if holds(rule["when"], facts)]
    refused = [rule for rule in holding if rule["verdict"] == "impossible"]
    for rule in refused + holding:
        return rule["verdict"], points, rule["key"]
    return document["grid"][bands[0]][bands[1]]["verdict"], points, None


def completions(document, facts):
    """Every completion of the facts, numbers thinned to those near a literal, an answer, or the ends of the range."""
    rules = document["evidence"] + document["situations"]
    conditions = [c for rule in rules for group in rule["when"].values() for c in group]
    asked = {c["field"] for c in conditions} | set(facts)
    asked |= {FIELDS[name].asked_if.field for name in asked if FIELDS[name].asked_if}
    numbers = {0, 1, *(v for v in facts.values() if type(v) is int)}
    for c in conditions:
        literals = c["value"] if isinstance(c["value"], list) else [c["value"]]
        numbers |= {v + step for v in literals if type(v) is int for step in (-1, 0, 1)}
    fields = [field for field in CATALOGUE if field.name in asked]
    choices = [
        [facts[field.name]]
        if field.name in facts
        else sorted(v for v in {*numbers, field.high} if field.low <= v <= field.high)
        if field.kind == "integer"
        else list(field.values)
        for field in fields
    ]
    seen = set()
    for values in product(*choices):
        whole = {field.name: value for field, value in zip(fields, values, strict=True)}
        if whole.get("engineer_count", 0) > whole.get("employee_count", 100_000):
            continue
        applying = {name: value for name, value in whole.items() if applies(FIELDS[name], whole)}
        if all(name in applying for name in facts) and tuple(applying.items()) not in seen:
            seen.add(tuple(applying.items()))
            yield applying


def verdict(document, facts):
    """What `judge` must say, by trying every completion; None where the profile is impossible."""
    known, points, situation = reading(document, facts)
    every = [reading(document, whole) for whole in completions(document, facts)]
    allowed = [result for result in every if result[0] != "impossible"]
    if known == "impossible" or not allowed:
        return None
    possible = {code for code, _, _ in allowed}
    first = next(code for code in VERDICTS if code in possible)
    given = known if known in possible else first
    return {
        "verdict": given,
        "basis": "settled" if len(possible) == 1 else "known" if known in possible else "completed",
        "possible": possible,
        "points": points,
        "ranges": {gap: [f([p[gap] for _, p, _ in allowed]) for f in (min, max)] for gap in GAPS},
        "situation": situation,
        "decided": given == known,
    }


def lacks(document, points, code):
    """What the nearest cell of a verdict wants, by looking at every number of points; None where no cell gives it."""
    wanted = []
    for execution, strategy in product(BANDS, BANDS):
        if document["grid"][execution][strategy]["verdict"] == code:
            steps = [
                nearest(document["bands"][gap], band, points[gap])
                for gap, band in zip(GAPS, (execution, strategy), strict=True)
            ]
            if None not in steps:
                wanted.append((sum(abs(step) for step in steps), dict(zip(GAPS, steps, strict=True))))
    return min(wanted, key=lambda cell: cell[0])[1] if wanted else None


def nearest(thresholds, band, has):
    """How many points, up or down, lead to the nearest number of points in a band; None where the band is empty."""
    inside = [count - has for count in range(-200, 201) if BANDS[sum(count >= start for start in thresholds)] == band]
    return min(inside, key=abs, default=None)
