"""The rulebook in zen-engine's decision format (JDM): it gives the verdict of a complete profile there as here.

Four tables follow each other: every piece of evidence that holds (collected), the points summed, the situations (first
hit, the impossible before all others), and the grid. A condition on an unanswered question is false.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import pairwise

from hireguide.rules import BANDS, FIELDS, GAPS, IMPOSSIBLE, Condition, Rulebook, When

Json = dict[str, object]


def jdm_text(rulebook: Rulebook) -> str:
    """The whole decision as a file has it; it takes a profile's JSON and gives `verdict` (or "impossible") and more."""
    nodes = [
        _node("profile", "inputNode", {"schema": ""}),
        _node("evidence", "decisionTableNode", _evidence(rulebook)),
        _node("points", "expressionNode", _points()),
        _node("bands", "decisionTableNode", _bands(rulebook)),
        _node("verdict", "decisionTableNode", _verdict(rulebook)),
        _node("answer", "outputNode", {"schema": ""}),
    ]
    for place, node in enumerate(nodes):
        node["position"] = {"x": 80 + 280 * place, "y": 120}
    names = [str(node["id"]) for node in nodes]
    edges = [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other} for one, other in pairwise(names)
    ]
    content = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _node(name: str, kind: str, content: Json) -> Json:
    return {"id": name, "name": name, "type": kind, "content": content}


def _table(rows: Iterable[Mapping[str, str]], policy: str, outputs: list[str], path: str | None = None) -> Json:
    """A table of one column of conditions."""
    return {
        "hitPolicy": policy,
        "inputs": [_CONDITION],
        "outputs": [{"id": f"out_{name}", "name": name, "field": name} for name in outputs],
        "rules": list(rows),
        "passThrough": True,
        "inputField": None,
        "outputPath": path,
        "executionMode": "single",
    }


_CONDITION: Json = {"id": "when", "name": "when"}


def _evidence(rulebook: Rulebook) -> Json:
    rows = [
        {"_id": rule.key, "_description": rule.because, "when": expression(rule.when)}
        | {"out_key": _text(rule.key), "out_gap": _text(rule.gap), "out_points": str(rule.points)}
        for rule in rulebook.evidence
    ]
    return _table(rows, "collect", ["key", "gap", "points"], "evidence")


def _points() -> Json:
    expressions = [
        {"id": gap, "key": f"points.{gap}"}
        | {"value": f"sum(map(filter(evidence ?? [], #.gap == {_text(gap)}), #.points))"}
        for gap in GAPS
    ]
    return {"expressions": expressions, "passThrough": True, "inputField": None, "outputPath": None} | {
        "executionMode": "single"
    }


def _bands(rulebook: Rulebook) -> Json:
    rows = []
    for bands in ((execution, strategy) for execution in BANDS for strategy in BANDS):
        tests = [_in_band(rulebook.bands[gap], band, f"points.{gap}") for gap, band in zip(GAPS, bands, strict=True)]
        rows.append(
            {"_id": f"cell_{bands[0]}_{bands[1]}", "when": " and ".join(tests)}
            | {f"out_{gap}": _text(band) for gap, band in zip(GAPS, bands, strict=True)}
        )
    return _table(rows, "first", list(GAPS))


def _in_band(thresholds: tuple[int, int], band: str, points: str) -> str:
    low, high = thresholds
    return {
        "none": f"{points} < {low}",
        "some": f"{points} >= {low} and {points} < {high}",
        "large": f"{points} >= {high}",
    }[band]


def _verdict(rulebook: Rulebook) -> Json:
    """The situations, the impossible first, then the nine cells."""
    ordered = sorted(rulebook.situations, key=lambda rule: rule.verdict != IMPOSSIBLE)
    rows = [
        {"_id": rule.key, "_description": rule.because, "when": expression(rule.when)}
        | {"out_verdict": _text(rule.verdict), "out_decided_by": _text(rule.key)}
        for rule in ordered
    ]
    for cell in rulebook.grid.values():
        test = f"execution == {_text(cell.execution)} and strategy == {_text(cell.strategy)}"
        rows.append(
            {"_id": f"verdict_{cell.execution}_{cell.strategy}", "_description": cell.because, "when": test}
            | {"out_verdict": _text(cell.verdict), "out_decided_by": _text(f"{cell.execution}/{cell.strategy}")}
        )
    return _table(rows, "first", ["verdict", "decided_by"])


def expression(when: When) -> str:
    """A rule's condition as zen-engine's expression."""
    every = [_condition(condition) for condition in when.all]
    some = " or ".join(_condition(condition) for condition in when.any)
    return " and ".join([*every, f"({some})"] if some else every)


def _condition(condition: Condition) -> str:
    """One condition: a list of the answers that it accepts, or a comparison of numbers; false without an answer."""
    field = FIELDS[condition.field]
    name = condition.field
    literals = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    if field.kind == "ordered" and condition.op in ("at_least", "at_most", "between"):
        ranks = [field.choices.index(str(literal)) for literal in literals]
        low = 0 if condition.op == "at_most" else ranks[0]
        high = ranks[-1] if condition.op != "at_least" else len(field.choices) - 1
        return f"{name} in {_list(field.choices[low : high + 1])}"
    test = {
        "is": f"{name} == {_text(literals[0])}",
        "is_not": f"{name} != {_text(literals[0])}",
        "one_of": f"{name} in {_list(literals)}",
        "none_of": f"{name} not in {_list(literals)}",
        "at_least": f"{name} >= {literals[0]}",
        "at_most": f"{name} <= {literals[0]}",
        "between": f"{name} >= {literals[0]} and {name} <= {literals[-1]}",
    }[condition.op]
    return f"({name} != null and {test})"


def _list(values: Iterable[object]) -> str:
    return f"[{', '.join(_text(value) for value in values)}]"


def _text(value: object) -> str:
    """A literal as an expression has it."""
    return json.dumps(value)
