"""Random small rulebooks and profiles, on questions chosen for how they hang together."""

from hypothesis import strategies as st

from hireguide.rules import BANDS, FIELDS, VERDICTS, parse_profile
from tests.rules.books import document

POOL = (
    *("engineer_count", "employee_count", "management_structure", "ceo_hours_on_engineers", "priorities_clear"),
    *("technology_lead", "lead_wish", "lead_overloaded", "board_pressure", "board_asks_about"),
    *("delivery_pain", "unguided_decisions", "codebase_health", "diligence_ahead"),
)
NUMBERS = (0, 1, 2, 5, 80)


def values(field):
    return st.sampled_from(NUMBERS) if field.kind == "integer" else st.sampled_from(list(field.values))


@st.composite
def conditions(draw, names):
    field = FIELDS[draw(st.sampled_from(names))]
    ops = ["is", "is_not"]
    if field.kind != "yes_no":
        ops += ["one_of", "none_of"]
    if field.kind in ("ordered", "integer"):
        ops += ["at_least", "at_most", "between"]
    op = draw(st.sampled_from(ops))
    if op in ("one_of", "none_of"):
        value = draw(st.lists(values(field), min_size=2, max_size=3, unique=True))
    elif op == "between":
        rank = field.choices.index if field.choices else int
        value = sorted([draw(values(field)), draw(values(field))], key=rank)
    else:
        value = draw(values(field))
    return {"field": field.name, "op": op, "value": value}


@st.composite
def whens(draw, names):
    every = draw(st.lists(conditions(names), min_size=0, max_size=3))
    some = draw(st.lists(conditions(names), min_size=2, max_size=3)) if not every or draw(st.booleans()) else []
    return {name: group for name, group in (("all", every), ("any", some)) if group}


@st.composite
def documents(draw, fields=4, rules=8):
    """A rulebook that parses, on a few questions."""
    names = draw(st.lists(st.sampled_from(POOL), min_size=1, max_size=fields, unique=True))
    shared = {"because": "B", "sources": []}
    points = st.integers(-5, 5).filter(bool)
    gaps = st.sampled_from(["execution", "strategy"])
    decisions = st.sampled_from([*VERDICTS, "impossible"])
    verdicts = st.sampled_from(VERDICTS)
    thresholds = st.tuples(st.integers(-4, 6), st.integers(0, 5)).map(lambda pair: (pair[0], sum(pair)))
    return document(
        grid={row: {column: draw(verdicts) for column in BANDS} for row in BANDS},
        bands=(draw(thresholds), draw(thresholds)),
        evidence=[
            {"key": f"e{number}", "gap": draw(gaps), "points": draw(points), "when": draw(whens(names)), **shared}
            for number in range(draw(st.integers(0, rules)))
        ],
        situations=[
            {"key": f"s{number}", "when": draw(whens(names)), "verdict": draw(decisions), **shared}
            for number in range(draw(st.integers(0, 3)))
        ],
    )


@st.composite
def answers(draw, book):
    """A profile's facts, about half of the questions known that the rulebook asks."""
    rules = book["evidence"] + book["situations"]
    asked = {c["field"] for rule in rules for group in rule["when"].values() for c in group}
    asked |= {FIELDS[name].asked_if.field for name in asked if FIELDS[name].asked_if}
    asked |= {draw(st.sampled_from(POOL))}
    known = {name: draw(values(FIELDS[name])) for name in sorted(asked) if draw(st.booleans())}
    if known.get("engineer_count", 0) > known.get("employee_count", 100_000):
        known["employee_count"] = known["engineer_count"]
    return parse_profile(known).facts
