"""Judging complete profiles with reasons: one by one and all in a row, against zen-engine on the same rules."""

import json
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Any

import zen

from benchmarks.books import shipped
from benchmarks.harness import compared, duration, interleaved, show
from hireguide.rulebooks.documents.jdm import jdm_text
from hireguide.rules import Facts, Rulebook, judge, judge_all, sample_profiles

TRACED: Any = {"trace": True}

Said = Mapping[str, Any]


def main(profiles: int = 1_000, rounds: int = 5, many: int = 100_000) -> None:
    """Print both tables; `many` profiles are judged in a row for the second."""
    rulebook = shipped()
    companies = sample_profiles(rulebook, profiles, seed=1)
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rulebook": json.loads(jdm_text(rulebook))}}})
    decision = engine.get_decision("rulebook")
    batch: list[Any] = [{"key": "rulebook", "context": dict(company)} for company in companies]
    check(rulebook, companies, [decision.evaluate(each, TRACED) for each in companies], engine.evaluate_batch(batch))
    seconds = interleaved(
        {
            "judge_all, with reasons": lambda: [judged.reasons for judged in judge_all(rulebook, companies)],
            "judge, the whole verdict": lambda: [judge(rulebook, company) for company in companies],
            "zen-engine, batch": lambda: engine.evaluate_batch(batch),
            "zen-engine, one by one": lambda: [decision.evaluate(company) for company in companies],
            "zen-engine, with trace": lambda: [decision.evaluate(company, TRACED) for company in companies],
        },
        rounds,
        seed=1,
    )
    title = f"Judging a complete profile by the shipped rulebook ({profiles:,} profiles, {rounds} rounds)"
    header = ("", "median", "least – most", "as judge_all")
    show(title, header, compared(seconds, "judge_all, with reasons", profiles))
    show_many(rulebook, many, rounds)


def check(rulebook: Rulebook, companies: Sequence[Facts], traced: Iterable[Said], batch: Iterable[Said]) -> None:
    """Raises AssertionError unless all give the same verdict on every profile."""
    at_once = [judged.verdict for judged in judge_all(rulebook, companies)]
    one_by_one = [judge(rulebook, company).code for company in companies]
    theirs = [said["result"]["verdict"] for said in traced]
    in_batch = [said["data"]["result"]["verdict"] for said in batch]
    if not at_once == one_by_one == theirs == in_batch:
        raise AssertionError("The engines disagree on a verdict")


def show_many(rulebook: Rulebook, many: int, rounds: int) -> None:
    """Print how long many profiles in memory take, reasons included."""
    companies = sample_profiles(rulebook, many, seed=2)
    work = {
        "verdicts and points": lambda: [judged.verdict for judged in judge_all(rulebook, companies)],
        "with reasons": lambda: [judged.reasons for judged in judge_all(rulebook, companies)],
    }
    taken = interleaved(work, rounds, seed=2)
    rows = [(name, duration(median(each)), f"{many / median(each):,.0f}") for name, each in taken.items()]
    show(f"{many:,} complete profiles in memory, one core", ("", "median", "profiles a second"), rows)


if __name__ == "__main__":
    main()
