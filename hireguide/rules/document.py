"""The rulebook as a document again: the byte-stable export, and the digest that names an edition."""

import hashlib
import json
from functools import lru_cache

from hireguide.rules.conditions import BANDS, GAPS, VERDICTS, Condition, When
from hireguide.rules.profile import NAME, Profile
from hireguide.rules.rulebook import DAYS, FORMAT, SEATS, Cost, Example, Expectation, Rulebook, Source, VerdictText

Document = dict[str, object]


def rulebook_json(rulebook: Rulebook) -> str:
    """The export: parts and keys in their one order, indented by 2, ending in a line feed; encode it as UTF-8."""
    return json.dumps(_document(rulebook), ensure_ascii=False, indent=2) + "\n"


@lru_cache(maxsize=64)
def rulebook_digest(rulebook: Rulebook) -> str:
    """The rulebook's fingerprint: "sha256:" and the hex sha256 of its JSON with sorted keys and no spaces."""
    text = json.dumps(_document(rulebook), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _document(rulebook: Rulebook) -> Document:
    return {
        "format": FORMAT,
        "name": rulebook.name,
        "sources": {key: _source(rulebook.sources[key]) for key in sorted(rulebook.sources)},
        "evidence": [
            {"key": rule.key, "gap": rule.gap, "points": rule.points, "when": _when(rule.when)}
            | {"because": rule.because, "sources": list(rule.sources)}
            for rule in rulebook.evidence
        ],
        "bands": {gap: list(rulebook.bands[gap]) for gap in GAPS},
        "grid": {
            execution: {strategy: _cell(rulebook, execution, strategy) for strategy in BANDS} for execution in BANDS
        },
        "situations": [
            {"key": rule.key, "when": _when(rule.when), "verdict": rule.verdict}
            | {"because": rule.because, "sources": list(rule.sources)}
            for rule in rulebook.situations
        ],
        "advice": [
            {"key": rule.key, "kind": rule.kind, "when": _when(rule.when)}
            | {"text": rule.text, "sources": list(rule.sources)}
            for rule in rulebook.advice
        ],
        "verdicts": {code: _verdict(rulebook.verdicts[code]) for code in VERDICTS},
        "costs": [_cost(cost) for cost in rulebook.costs],
        "plans": {
            seat: {days: list(rulebook.plans[seat][days]) for days in DAYS} for seat in SEATS if seat in rulebook.plans
        },
        "expectations": [_expectation(expectation) for expectation in rulebook.expectations],
        "examples": [_example(example) for example in rulebook.examples],
    }


def _source(source: Source) -> Document:
    return {
        "author": source.author,
        "title": source.title,
        "url": source.url,
        "year": source.year,
        "grade": source.grade,
        "note": source.note,
    }


def _when(when: When) -> Document:
    groups = {"all": when.all, "any": when.any}
    return {name: [_condition(condition) for condition in group] for name, group in groups.items() if group}


def _condition(condition: Condition) -> Document:
    value = list(condition.value) if isinstance(condition.value, tuple) else condition.value
    return {"field": condition.field, "op": condition.op, "value": value}


def _cell(rulebook: Rulebook, execution: str, strategy: str) -> Document:
    cell = rulebook.grid[execution, strategy]
    return {"verdict": cell.verdict, "because": cell.because}


def _verdict(text: VerdictText) -> Document:
    return {
        "title": text.title,
        "summary": text.summary,
        "first": text.first,
        "second": text.second,
        "second_when": text.second_when,
    }


def _cost(cost: Cost) -> Document:
    return {
        "key": cost.key,
        "seat": cost.seat,
        "unit": cost.unit,
        "low": cost.low,
        "high": cost.high,
        "year": cost.year,
        "sources": list(cost.sources),
    }


def _expectation(expectation: Expectation) -> Document:
    return {
        "key": expectation.key,
        "field": expectation.field,
        "from": expectation.start,
        "to": expectation.end,
        "gap": expectation.gap,
        "never": expectation.never,
        "because": expectation.because,
    }


def _example(example: Example) -> Document:
    return {
        "key": example.key,
        "profile": profile_document(example.profile),
        "verdict": example.verdict,
        "also": list(example.also),
        "note": example.note,
    }


def profile_document(profile: Profile) -> Document:
    """A profile as JSON holds it: the answered keys in catalogue order, the company's name first if there is one."""
    name = {NAME: profile.company_name} if profile.company_name else {}
    return {**name, **profile.facts}
