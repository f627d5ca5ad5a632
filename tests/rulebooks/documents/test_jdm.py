import json
from itertools import pairwise

import pytest
import zen
from hypothesis import given, settings

from hireguide.rulebooks.documents.jdm import jdm_text
from hireguide.rules import judge, judge_all, parse_rulebook, sample_profiles
from tests.rules import oracle, strategies
from tests.rules.books import WHOLE, document, evidence, situation
from tests.rules.naive_proof import lawful, raw_profiles, typed


def decision(rulebook):
    return zen.ZenEngine().create_decision(json.loads(jdm_text(rulebook)))


@pytest.mark.bare
def test_zen_engine_gives_the_same_verdict_and_points_on_random_complete_profiles(rulebook_text):
    rulebook = parse_rulebook(rulebook_text)
    graph = json.loads(jdm_text(rulebook))
    peer = zen.ZenEngine({"loader": {"type": "static", "content": {"rulebook": graph}}})
    companies = sample_profiles(rulebook, 20_000, seed=20_264)
    told = peer.evaluate_batch([{"key": "rulebook", "context": facts} for facts in companies])
    for facts, each, judged in zip(companies, told, judge_all(rulebook, companies), strict=True):
        said = each["data"]["result"]
        assert said["verdict"] == judged.verdict, facts
        assert said["points"] == {"execution": judged.execution, "strategy": judged.strategy}, facts
    for facts, each in zip(companies[:500], told, strict=False):
        assert each["data"]["result"]["verdict"] == judge(rulebook, facts).code, facts


@pytest.mark.bare
@settings(max_examples=40)
@given(strategies.documents(fields=2, rules=6))
def test_zen_engine_agrees_on_every_profile_of_small_rulebooks(written):
    peer = decision(parse_rulebook(json.dumps(written)))
    for raw in list(raw_profiles(written))[:40]:
        if lawful(raw):
            facts = typed(raw)
            verdict, points, by = oracle.reading(written, facts)
            said = peer.evaluate(facts)["result"]
            assert (said["verdict"], said["points"]) == (verdict, points)
            assert by is None or said["decided_by"] == by


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, "neither_yet"),
        ({"stage": "seed"}, "pairing"),
        ({"stage": "seed", "engineer_count": 0}, "impossible"),
        ({"engineer_count": 3}, "vp_engineering_first"),
    ],
)
def test_unanswered_questions_make_no_rule_hold_and_the_impossible_comes_first(facts, verdict):
    written = document(
        evidence=[evidence("few", "execution", 5, "engineer_count at_most 5")],
        situations=[
            situation("early", "pairing", "stage is seed"),
            situation("nobody", "impossible", "engineer_count is 0"),
        ],
    )
    assert decision(parse_rulebook(json.dumps(written))).evaluate(facts)["result"]["verdict"] == verdict


def test_the_graph_is_one_that_an_editor_opens():
    graph = json.loads(jdm_text(parse_rulebook(json.dumps(WHOLE))))
    assert graph["contentType"] == "application/vnd.gorules.decision"
    names = [node["id"] for node in graph["nodes"]]
    assert len(set(names)) == len(names)
    assert (graph["nodes"][0]["type"], graph["nodes"][-1]["type"]) == ("inputNode", "outputNode")
    assert [(edge["sourceId"], edge["targetId"]) for edge in graph["edges"]] == list(pairwise(names))
    assert all(edge["type"] == "edge" for edge in graph["edges"])
    for node in graph["nodes"]:
        assert set(node["position"]) == {"x", "y"}
        columns = {column["id"] for kind in ("inputs", "outputs") for column in node["content"].get(kind, [])}
        for row in node["content"].get("rules", []):
            assert columns <= set(row) <= {*columns, "_id", "_description"}
            assert all(isinstance(cell, str) for cell in row.values())
