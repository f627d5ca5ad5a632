"""Flips, misses and triggers by trying every way to change the answers, over the literal reading of the rulebook."""

from itertools import product

from hireguide.rules import CATALOGUE, FIELDS, VERDICTS, applies
from tests.rules import oracle

HIGHEST = 100


def boxes(document):
    for rule in document["evidence"] + document["situations"]:
        every, some = rule["when"].get("all", []), rule["when"].get("any", [])
        yield from ([*every, one] for one in some) if some else [every]


def asked(document):
    return {c["field"] for box in boxes(document) for c in box}


def told_apart(document, field, value):
    """What evidence and situations see of an answer."""
    seen = [
        all(
            oracle.truth(c, {field.name: value, "engineer_count": 1} | {field.name: value})
            for c in box
            if c["field"] == field.name
        )
        for box in bare(document)
    ]
    hanging = [child for child in CATALOGUE if child.asked_if and child.asked_if.field == field.name]
    return seen, any(child.name in asked(document) for child in hanging) and applies(hanging[0], {field.name: value})


def bare(document):
    return list(boxes(document))


def runs(document, field):
    """The places that an answer can step between: each a list of answers."""
    if field.kind != "integer":
        return [[value] for value in field.values]
    places = []
    for value in [*range(min(HIGHEST, field.high)), field.high]:
        if places and told_apart(document, field, places[-1][0]) == told_apart(document, field, value):
            places[-1].append(value)
        else:
            places.append([value])
    return places


def ways(document, name, here):
    """(steps, answer, all answers at that place) for staying and for each move, in the answers' order."""
    field = FIELDS[name]
    places = runs(document, field)
    at = next(
        n for n, place in enumerate(places) if here in place or (type(here) is int and place[0] <= here <= place[-1])
    )
    for n, place in enumerate(places):
        steps = abs(n - at) if field.kind in ("integer", "ordered") else int(n != at)
        yield steps, here if n == at else place[0] if n > at else place[-1], place


def together(changes, places):
    """The changes, where both counts move to the nearest of their places that the law allows together."""
    if {"engineer_count", "employee_count"} <= changes.keys():
        engineers, people = changes["engineer_count"], changes["employee_count"]
        people = max(people, min(engineers, places["employee_count"][-1]))
        least = places["engineer_count"][0]
        changes |= {"employee_count": people, "engineer_count": max(min(engineers, people), least)}
    return changes


def verdict(document, facts):
    told = oracle.verdict(document, facts)
    return told and told["verdict"]


def changed(facts, changes):
    after = {**facts, **changes}
    return {name: value for name, value in after.items() if applies(FIELDS[name], after) is not False}


def flips(document, facts, *, facts_move=False):
    """For each verdict the fewest steps and all sets of that many, as tuples of (field, answer), in catalogue order."""
    given = verdict(document, facts)
    names = [
        field.name
        for field in CATALOGUE
        if field.name in facts
        and (facts_move or field.nature != "fact")
        and (
            field.name in asked(document)
            or any(c.asked_if and c.asked_if.field == field.name and c.name in asked(document) for c in CATALOGUE)
        )
    ]
    found = {code: (None, []) for code in VERDICTS if code != given}
    for way in sorted(
        product(*(ways(document, name, facts[name]) for name in names)), key=lambda way: sum(s for s, *_ in way)
    ):
        steps = sum(cost for cost, *_ in way)
        places = {name: place for name, (*_, place) in zip(names, way, strict=True)}
        changes = together({name: to for name, (cost, to, _) in zip(names, way, strict=True) if cost}, places)
        after = changed(facts, changes)
        if (
            not changes
            or not set(changes) <= set(after)
            or after.get("engineer_count", 0) > after.get("employee_count", 100_000)
        ):
            continue
        code = verdict(document, after) if any(f[0] is None or f[0] >= steps for f in found.values()) else None
        if code in found and found[code][0] in (None, steps):
            found[code] = steps, [*found[code][1], tuple(changes.items())]
    return {code: (steps, sorted(sets, key=in_order)) for code, (steps, sets) in found.items()}


def in_order(changes):
    places = [field.name for field in CATALOGUE]
    return [(places.index(name), list(FIELDS[name].values).index(value)) for name, value in changes]
