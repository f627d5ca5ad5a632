"""That each witness of a proof does, by the literal reading of the rulebook, what its item says."""

from hireguide.rules import parse_profile
from tests.rules import oracle
from tests.rules.naive_proof import oracle_holds, outcome


def check_witnesses(written, parts, naive):
    """Each witness does, by the oracle, what its item says."""
    for name, items in parts.items():
        for item in items.values():
            for facts in item.witnesses if name != "questions" else item.witnesses[:1]:
                assert parse_profile(dict(facts)).facts == facts
            CHECKS.get(name, lambda *_: None)(written, naive, item)


def check_reach(written, naive, item):
    for facts in item.witnesses:
        verdict, points, by = oracle.reading(written, facts)
        assert item.key in (verdict, "/".join(naive.cell(points)) if by is None else "")


def check_rule(written, naive, item):
    for facts in item.witnesses:
        verdict, points, _ = oracle.reading(written, facts)
        told = next((rule for rule in written["advice"] if rule["key"] == item.key), None)
        if told:
            said = dict(zip(("execution", "strategy"), naive.cell(points), strict=True))
            assert oracle_holds(told["when"], facts, {"verdict": verdict, **said})
        else:
            less = {kind: [rule for rule in written[kind] if rule["key"] != item.key] for kind in JUDGING}
            assert oracle.reading({**written, **less}, facts)[0] != verdict


def check_question(written, naive, item):
    if item.witnesses:
        one, other = item.witnesses
        assert one.get(item.key) != other.get(item.key)
        assert all(one[name] == other[name] for name in one.keys() & other.keys() - {item.key})
        assert outcome(written, one) != outcome(written, other)


def check_expectation(written, naive, item):
    entry = next((entry for entry in written["expectations"] if entry["key"] == item.key), None)
    if entry and item.holds is False:
        before, after = (oracle.reading(written, facts)[1][entry["gap"]] for facts in item.witnesses)
        assert after < before if entry["never"] == "lowers" else after > before


JUDGING = ("evidence", "situations")
CHECKS = {
    "reach": check_reach,
    "rules": check_rule,
    "questions": check_question,
    "expectations": check_expectation,
}
