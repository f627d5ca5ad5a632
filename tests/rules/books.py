"""Small rulebooks made for tests: whole documents with everything that a test does not care about filled in."""

import json

from hireguide.rules import BANDS, VERDICTS, parse_rulebook

GRID = {
    "none": {"none": "neither_yet", "some": "neither_yet", "large": "fractional_cto_first"},
    "some": {"none": "neither_yet", "some": "pairing", "large": "fractional_cto_first"},
    "large": {"none": "vp_engineering_first", "some": "vp_engineering_first", "large": "pairing"},
}


def when(*conditions, any_of=()):
    """`when("stage is seed", "engineer_count at_least 5")`: values are read as JSON where they are, else as text."""
    groups = {"all": [condition(text) for text in conditions], "any": [condition(text) for text in any_of]}
    return {name: group for name, group in groups.items() if group}


def condition(text):
    field, op, value = text.split(" ", 2)
    try:
        literal = json.loads(value)
    except json.JSONDecodeError:
        literal = value
    return {"field": field, "op": op, "value": literal}


def evidence(key, gap, points, *conditions, any_of=()):
    return {
        "key": key,
        "gap": gap,
        "points": points,
        "when": when(*conditions, any_of=any_of),
        "because": f"Because of {key}.",
        "sources": ["ours"],
    }


def situation(key, verdict, *conditions, any_of=()):
    return {
        "key": key,
        "when": when(*conditions, any_of=any_of),
        "verdict": verdict,
        "because": f"Because of {key}.",
        "sources": ["ours"],
    }


def advice(key, *conditions, any_of=(), kind="next_step"):
    return {
        "key": key,
        "kind": kind,
        "when": when(*conditions, any_of=any_of),
        "text": f"Do {key}.",
        "sources": ["ours"],
    }


def document(grid=GRID, bands=((2, 4), (2, 4)), **parts):
    """A whole rulebook as JSON has it, with the parts given."""
    source = {"author": "A", "title": "T", "url": None, "year": 2026, "grade": "house", "note": ""}
    return {
        "format": 1,
        "name": "A rulebook for tests",
        "sources": {"ours": source},
        "evidence": [],
        "bands": {"execution": list(bands[0]), "strategy": list(bands[1])},
        "grid": {
            execution: {
                strategy: {"verdict": grid[execution][strategy], "because": f"{execution} and {strategy}."}
                for strategy in BANDS
            }
            for execution in BANDS
        },
        "situations": [],
        "advice": [],
        "verdicts": {
            code: {"title": f"Title of {code}", "summary": "S", "first": None, "second": None, "second_when": None}
            for code in VERDICTS
        },
        "costs": [],
        "plans": {},
        "expectations": [],
        "examples": [],
    } | parts


def book(**parts):
    """The same, parsed."""
    return parse_rulebook(json.dumps(document(**parts)))


# One of everything that a rulebook can hold.
WHOLE = document(
    evidence=[
        evidence("slips", "execution", 4, "delivery_pain is high"),
        evidence(
            "grown", "execution", 3, "stage is_not seed", any_of=("engineer_count between [15, 25]", "stage is seed")
        ),
    ],
    situations=[situation("small", "neither_yet", "engineer_count at_most 4")],
    advice=[advice("wait", "verdict is neither_yet", "execution at_most some")],
    costs=[
        {
            "key": "part_time",
            "seat": "fractional_cto",
            "unit": "usd_month",
            "low": 8000,
            "high": 12000,
            "year": 2025,
            "sources": ["ours"],
        }
    ],
    plans={"adviser": {"30": ["First."], "60": ["Second."], "90": []}},
    expectations=[
        {
            "key": "pain",
            "field": "delivery_pain",
            "from": "none",
            "to": "high",
            "gap": "execution",
            "never": "lowers",
            "because": "More pain is no smaller gap.",
        }
    ],
    examples=[
        {
            "key": "three",
            "profile": {"engineer_count": 3},
            "verdict": "neither_yet",
            "also": ["pairing"],
            "note": "",
        }
    ],
    verdicts={
        **document()["verdicts"],
        "pairing": {
            "title": "Both",
            "summary": "Run both seats.",
            "first": "fractional_cto",
            "second": "vp_engineering",
            "second_when": "When the first is settled.",
        },
    },
)
