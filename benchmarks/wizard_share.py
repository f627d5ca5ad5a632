"""How much of the form the wizard asks: of expert cases with their open answers drawn, and of random companies.

Each is answered from nothing, whole sections as asked, until the verdict is settled; that it is then the verdict of the
whole form is checked for every one of them. `--draws` and `--companies` make the run longer or shorter.
"""

import argparse
import json
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hireguide.rules import FIELDS, Facts, Rulebook, applies, judge, parse_rulebook, sample_profiles
from hireguide.wizard import flow
from hireguide.wizard.flow import Known, Plan

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@dataclass(frozen=True)
class Walk:
    """One company's way through the wizard: its sections in order, the needed questions that applied, what each page
    said was left, and where it ended.
    """

    path: tuple[str, ...]
    asked: tuple[str, ...]
    left: tuple[int, ...]
    known: Known
    plan: Plan


def walk(rulebook: Rulebook, company: Facts, dont_know: Iterable[str] = (), known: Known | None = None) -> Walk:
    """Answer for a company, knowing all but `dont_know`, what each page needs and nothing else, until it is led to the
    check page. `known`: what a link has filled in beforehand."""
    known, unsure = known or Known(), frozenset(dont_know)
    path: list[str] = []
    asked: list[str] = []
    left: list[int] = []
    while True:
        plan = flow.plan_for(rulebook, known)
        place = flow.next_place(plan)
        left.append(plan.count)
        if place == flow.CHECK:
            return Walk(tuple(path), tuple(asked), tuple(left), known, plan)
        needed = [name for name in flow.page_of(place, rulebook, known).needed if not known.answered(name)]
        facts = {**known.facts, **{name: company[name] for name in needed if name in company.keys() - unsure}}
        new = [name for name in needed if applies(FIELDS[name], facts) is not False]
        known = Known(facts, (*known.dont_know, *(name for name in new if name not in facts)))
        path.append(place)
        asked += new


def share(rulebook: Rulebook, company: Facts) -> float:
    """The share of the questions that apply to a company which it is asked. Raises AssertionError where that gives it
    another verdict than the whole form."""
    done = walk(rulebook, company)
    verdict = done.plan.asking.verdict
    if not done.plan.asking.settled or verdict is None or verdict.code != judge(rulebook, company).code:
        raise AssertionError(f"The wizard ends with another verdict than the whole form: {dict(company)}")
    return len(done.asked) / len(company)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=100, help="companies drawn for each expert case")
    parser.add_argument("--companies", type=int, default=300, help="random companies")
    parser.add_argument("--rulebook", type=Path, default=FIXTURES / "rulebook.json")
    wanted = parser.parse_args()
    rulebook = parse_rulebook(wanted.rulebook.read_text(encoding="utf-8"))
    cases = json.loads((FIXTURES / "expert-cases.json").read_text(encoding="utf-8"))
    print("Questions asked by the wizard, as a share of those that apply\n")
    print(f"{'':<28}{'companies':>10}{'mean':>8}{'90th percentile':>17}")
    means, everything = [], []
    for number, case in enumerate(cases):
        drawn = sample_profiles(rulebook, wanted.draws, seed=number, known=case["profile"])
        shares = [share(rulebook, company) for company in drawn]
        _row(case["id"], shares)
        means.append(statistics.mean(shares))
        everything += shares
    _row("all expert cases", everything)
    if wanted.companies:
        companies = sample_profiles(rulebook, wanted.companies, seed=0)
        _row("random companies", [share(rulebook, company) for company in companies])
    print(f"\nMean over the cases: {statistics.mean(means):.1%} (at most 60 % is the aim)")


def _row(label: str, shares: list[float]) -> None:
    tenth = statistics.quantiles(shares, n=10, method="inclusive")[-1] if len(shares) > 1 else shares[0]
    print(f"{label:<28}{len(shares):>10}{statistics.mean(shares):>8.1%}{tenth:>17.1%}")


if __name__ == "__main__":
    main()
