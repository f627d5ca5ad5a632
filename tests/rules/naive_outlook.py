"""Sufficient answers, the next question and what can still matter, by enumeration."""

from fractions import Fraction
from itertools import combinations, pairwise, product

from hireguide.rules import CATALOGUE, FIELDS, applies
from hireguide.rules.rulebook import IMPOSSIBLE
from tests.rules import oracle
from tests.rules.naive_steps import asked, changed, verdict


def possible(document, facts):
    told = oracle.verdict(document, facts)
    return told["possible"] if told else set()


def sufficient(document, facts):
    """The first smallest set of known answers that settles the verdict alone."""
    given = verdict(document, facts)
    for size in range(len(facts) + 1):
        for names in combinations(facts, size):
            if possible(document, {name: facts[name] for name in names}) == {given}:
                return names
    return None


def triggers(document, facts):
    """Every later value of each timed answer is tried, up to what rules can tell apart."""
    given, found = verdict(document, facts), []
    rounds = ["pre_seed", "seed", "series_a", "series_b", "series_c_plus"]
    for field in CATALOGUE:
        if not field.timed or field.name not in facts:
            continue
        here = facts[field.name]
        later = range(here + 1, 101) if field.kind == "integer" else [True] if here is False else []
        if here in rounds:
            later = rounds[rounds.index(here) + 1 :]
        for value in later:
            after = {**facts, field.name: value}
            if field.name == "engineer_count" and after.get("employee_count", value) < value:
                after["employee_count"] = value
            code = verdict(document, changed(after, {}))
            if code not in (None, given):
                found.append((field.name, here, value, code))
                break
    return found


def relevant(document, facts):
    names = asked(document) | set(facts)
    names |= {FIELDS[name].asked_if.field for name in names if FIELDS[name].asked_if}
    if names & {"engineer_count", "employee_count"}:
        names |= {"engineer_count", "employee_count"}
    return [field for field in CATALOGUE if field.name in names]


def pieces(document, field):
    """Each answer with its weight; numbers thinned to pieces that no rule, bracket or count tells apart."""
    if field.kind != "integer":
        return [(value, value, Fraction(1, len(list(field.values)))) for value in field.values]
    literals = {0, 1, 2, 3, 5, 6, 80, 81}
    literals |= {
        start
        for name in ("engineer_count", "employee_count")
        for low, high in FIELDS[name].brackets
        for start in (low, high + 1)
    }
    literals |= {start for low, high in field.brackets for start in (low, high + 1)}
    starts = [*sorted(value for value in literals if field.low <= value <= field.high), field.high + 1]
    return [
        (
            start,
            end - 1,
            next(
                Fraction(end - start, (high - low + 1) * len(field.brackets))
                for low, high in field.brackets
                if low <= start <= high
            ),
        )
        for start, end in pairwise(starts)
    ]


def worlds(document, facts):
    """Every whole profile that agrees with the facts, with its weight: raw answers, and those that apply."""
    fields = relevant(document, facts)
    for pick in product(
        *([(facts[f.name],) * 2 + (Fraction(1),)] if f.name in facts else pieces(document, f) for f in fields)
    ):
        raw = {f.name: start for f, (start, _, _) in zip(fields, pick, strict=True)}
        ends = {f.name: end for f, (_, end, _) in zip(fields, pick, strict=True)}
        whole = {name: value for name, value in raw.items() if applies(FIELDS[name], raw)}
        weight = Fraction(1)
        for _, _, each in pick:
            weight *= each
        if not set(facts) <= set(whole):
            continue
        if "engineer_count" in raw:
            weight *= kept(
                (raw["engineer_count"], ends["engineer_count"]), (raw["employee_count"], ends["employee_count"])
            )
        yield raw, whole, weight


def kept(count, limit):
    """How much of a rectangle of two counts keeps to the law."""
    if count[1] <= limit[0]:
        return Fraction(1)
    if count[0] > limit[1]:
        return Fraction(0)
    pairs = sum(max(0, limit[1] - max(limit[0], n) + 1) for n in range(count[0], count[1] + 1))
    return Fraction(pairs, (count[1] - count[0] + 1) * (limit[1] - limit[0] + 1))


def expected(document, facts):
    """For each open relevant question the expected number of possible verdicts once it is answered."""
    fields = [f for f in relevant(document, facts) if f.name not in facts and applies(f, facts) is not False]
    seen = {f.name: {} for f in fields}
    for _, whole, weight in worlds(document, facts):
        code = oracle.reading(document, whole)[0]
        if code != IMPOSSIBLE and weight:
            for f in fields:
                mass, codes = seen[f.name].setdefault(whole.get(f.name), (Fraction(0), set()))
                seen[f.name][whole.get(f.name)] = mass + weight, codes | {code}
    return {
        name: sum(mass * len(codes) for mass, codes in parts.values()) / sum(mass for mass, _ in parts.values())
        for name, parts in seen.items()
    }


def matters(document, facts, name):
    """Whether two completions that differ in one answer alone get different verdicts, or one is refused."""
    seen = {}
    for raw, whole, _ in worlds(document, facts):
        refused = whole.get("engineer_count", 0) > whole.get("employee_count", 100_000)
        code = IMPOSSIBLE if refused else oracle.reading(document, whole)[0]
        rest = tuple(sorted((key, str(value)) for key, value in raw.items() if key != name))
        if name in whole:
            seen.setdefault(rest, set()).add(code)
    return any(len(codes) > 1 for codes in seen.values())
