import json
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hireguide.rules import FIELDS, parse_rulebook
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.counting import count
from hireguide.rules.shares import _foremost, shares
from tests.rules import oracle, strategies
from tests.rules.books import document, evidence, situation
from tests.rules.naive_proof import asked, raw_profiles, typed


def parsed(written):
    return parse_rulebook(json.dumps(written))


def weight(field, value, others):
    """The weight of one of the thinned values: of all numbers from it up to the next."""
    if field.kind != "integer":
        return Fraction(1, len(list(field.values)))
    following = min((other for other in others if other > value), default=field.high + 1)
    return sum(
        Fraction(max(0, min(high + 1, following) - max(low, value)), (high - low + 1) * len(field.brackets))
        for low, high in field.brackets
    )


def naive_shares(*books):
    """Shares by trying every profile; the law must have nothing to do with them."""
    whole = {kind: [rule for book in books for rule in book[kind]] for kind in ("evidence", "situations", "advice")}
    found = Counter()
    names = asked(whole)
    raws = list(raw_profiles(whole))
    kept = {name: sorted({raw[name] for raw in raws}) for name in names if FIELDS[name].kind == "integer"}
    for raw in raws:
        share = Fraction(1)
        for name in names:
            share *= weight(FIELDS[name], raw[name], kept.get(name, ()))
        found[tuple(oracle.reading(book, typed(raw))[0] for book in books)] += share
    total = sum(share for outcomes, share in found.items() if set(outcomes) != {"impossible"})
    return {key: share / total for key, share in found.items() if share and set(key) != {"impossible"}} if total else {}


LAWLESS = tuple(name for name in strategies.POOL if name not in ("engineer_count", "employee_count"))


@pytest.fixture(autouse=True)
def _without_the_law(monkeypatch, request):
    if "lawless" in request.fixturenames:
        monkeypatch.setattr(strategies, "POOL", ("technology_lead", "lead_wish", *LAWLESS[5:]))


@pytest.fixture
def lawless():
    """Rulebooks that don't ask how many people there are, so that weights multiply."""


@pytest.mark.usefixtures("lawless")
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_shares_counted_are_those_of_trying_every_profile(data):
    written = data.draw(strategies.documents(fields=3, rules=6))
    other = {**written, "evidence": data.draw(strategies.documents(fields=2, rules=4))["evidence"]}
    for books in ((written,), (written, other)):
        told = shares([compile_rulebook(parsed(book)) for book in books], steps=1_000_000)
        assert told.sample is None
        assert told.of == {key: float(share) for key, share in naive_shares(*books).items()}
        for codes, [facts] in told.witnesses.items():
            assert tuple(oracle.reading(book, facts)[0] for book in books) == codes


# Exactly: engineers are at most the people there are; brackets of each count equally.
def test_the_law_leaves_out_companies_with_more_engineers_than_people():
    written = document(
        situations=[situation("tiny", "pairing", "engineer_count at_least 6", "employee_count at_most 9")]
    )
    compiled = compile_rulebook(parsed(written))
    people, engineers = FIELDS["employee_count"].brackets, FIELDS["engineer_count"].brackets

    def chance(brackets, number):
        return sum(Fraction(low <= number <= high, (high - low + 1) * len(brackets)) for low, high in brackets)

    below = {number: chance(engineers, number) for number in range(10_001)}
    up_to, total = [], Fraction(0)
    for number in range(10_001):
        total += below[number]
        up_to.append(total)
    kept = sum(chance(people, number) * up_to[number] for number in range(10_001))
    kept += sum(Fraction(max(0, high - max(low, 10_001) + 1), (high - low + 1) * len(people)) for low, high in people)
    tiny = sum(chance(people, number) * (up_to[number] - up_to[5]) for number in range(6, 10))
    assert count([compiled], 10_000)[("pairing",)].share == tiny / kept
    sampled = shares([compiled], steps=0)
    low, high = sampled.interval(sampled.of[("pairing",)])
    assert low - 0.002 < float(tiny / kept) < high + 0.002


def test_a_sample_says_how_large_it_is_and_how_sure():
    compiled = compile_rulebook(parsed(document(evidence=[evidence("half", "strategy", 5, "urgency is now")])))
    told = shares([compiled], steps=0)
    assert told.sample == 200_000
    assert sum(told.of.values()) == pytest.approx(1)
    low, high = told.interval(told.of[("fractional_cto_first",)])
    assert low < 0.25 < high
    assert high - low < 0.005
    assert shares([compiled], steps=0).of == told.of
    exact = shares([compiled])
    assert (exact.of[("fractional_cto_first",)], exact.interval(0.25)) == (0.25, (0.25, 0.25))


def test_where_nothing_is_possible_there_are_no_shares():
    written = document(situations=[situation("none", "impossible", any_of=("urgency is now", "urgency is_not now"))])
    compiled = compile_rulebook(parsed(written))
    assert shares([compiled]).of == {}
    assert shares([compiled], steps=0).of == {}


@pytest.mark.parametrize(
    ("most", "kept"), [(0, 0), (1, 0b1), (2, 0b101), (4, 0b110101), (5, 0b10110101), (9, 0b10110101)]
)
def test_a_sample_ends_with_the_company_that_makes_it_whole(most, kept):
    assert _foremost(0b10110101, most) == kept
