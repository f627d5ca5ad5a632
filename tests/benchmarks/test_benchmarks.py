"""Each benchmark on a tiny size: that it runs, and that everybody agrees. How long anything takes is not tested."""

import json
import re
from random import Random

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks import advising, answering, disagreeing, editing, judging, proving, replaying, wizard_share
from benchmarks.books import forms, generated, shipped
from benchmarks.solver import Peer
from hireguide.rules import judge, judging_differences, parse_rulebook, rulebook_digest, rulebook_json

pytestmark = pytest.mark.bare


def test_judging_prints_every_engine(capsys):
    judging.main(profiles=20, rounds=2, many=30)
    printed = capsys.readouterr().out
    assert re.search(r"^zen-engine, with trace .* [\d.,]+×$", printed, re.MULTILINE)
    assert re.search(r"^with reasons .* [\d,]+$", printed, re.MULTILINE)


def test_engines_that_disagree_end_the_run():
    rulebook = shipped()
    company = forms(rulebook, 1, seed=1)["complete"][0]
    said = {"result": {"verdict": judge(rulebook, company).code}}
    judging.check(rulebook, [company], [said], [{"data": said}])
    with pytest.raises(AssertionError, match="disagree"):
        judging.check(rulebook, [company], [{"result": {"verdict": "impossible"}}], [{"data": said}])


def test_proving_counts_the_claims_of_each_rulebook(capsys, monkeypatch):
    monkeypatch.setattr(proving, "shipped", lambda: generated(4, seed=4))
    proving.main(sizes=(7,), rounds=1)
    assert re.search(r"^drawn, 7 rules +7 +0 .* \d+ +\d+ +\d+$", capsys.readouterr().out, re.MULTILINE)


def test_disagreeing_prints_what_a_round_takes(capsys):
    disagreeing.main(rounds=2)
    shown = capsys.readouterr().out
    assert "5 voices and 15 disputed questions" in shown
    assert "a fifth open" in shown


def test_answering_prints_every_kind_of_form_and_z3_agrees(capsys, monkeypatch):
    def few(rulebook, count, *, seed):
        return {kind: profiles[:2] for kind, profiles in forms(rulebook, count, seed=seed).items()}

    monkeypatch.setattr(answering, "forms", few)
    monkeypatch.setattr(answering, "generated", lambda _, seed: generated(8, seed=seed))
    answering.main(per_kind=2, for_z3=1)
    printed = capsys.readouterr().out
    assert printed.count("half filled") == 7
    assert re.search(r"^fewest steps to the others, complete +1 .*×$", printed, re.MULTILINE)


def test_an_answer_of_z3s_that_differs_ends_the_run(monkeypatch):
    rulebook = shipped()
    kinds = dict.fromkeys(("half filled", "complete"), forms(rulebook, 1, seed=1)["complete"])
    monkeypatch.setattr(Peer, "possible", lambda *_: frozenset())
    with pytest.raises(AssertionError, match="z3 says"):
        answering.show_z3(rulebook, kinds, 1)


def test_a_drawn_rulebook_is_the_same_for_the_same_seed_and_has_the_rules_asked_for():
    one, same, other = generated(30, seed=5), generated(30, seed=5), generated(30, seed=6)
    assert rulebook_digest(one) == rulebook_digest(same) != rulebook_digest(other)
    assert (len(one.evidence), len(one.situations)) == (26, 4)


@pytest.mark.django_db
def test_an_edit_of_each_kind_changes_what_it_says_and_is_timed():
    rulebook = shipped()
    editing._keep(rulebook, forms(rulebook, 3, seed=5)["half filled"])
    rows = {row[0]: row for row in editing._rows(rulebook, 1)}
    assert list(rows) == list(editing.KINDS)
    assert rows["words alone"][-1] == "0 – 0"
    for kind, edit in editing.KINDS.items():
        before, after = json.loads(rulebook_json(rulebook)), json.loads(rulebook_json(rulebook))
        edit(Random(1), after)  # noqa: S311 - samples, not secrets
        books = [parse_rulebook(json.dumps(book)) for book in (before, after)]
        assert bool(judging_differences(*books)) is (kind != "words alone")


def test_a_benchmark_that_is_not_there_is_named(capsys):
    assert benchmarks.main(["jugding"]) == 2
    assert (
        "There is no benchmark jugding: choose from judging, proving, answering, disagreeing, wizard"
        in capsys.readouterr().err
    )


def test_replaying_has_a_draft_that_changes_little_and_one_that_changes_much():
    book = replaying.shipped()
    drafts = {name: parse_rulebook(make(book)) for name, make in replaying.DRAFTS.items()}
    parts = {name: len(judging_differences(book, draft)) for name, draft in drafts.items()}
    assert parts == {"few": 4, "many": 70}


@pytest.mark.django_db
def test_replaying_tells_time_memory_and_pages(monkeypatch):
    monkeypatch.setattr(replaying, "_ROUNDS", 1)
    replaying.fill(20, 2)
    whole, _, memory = replaying.replay("few")
    assert re.match(r"4 parts changed: 20 judged, [1-9]\d* change, 3 steps", whole[2])
    assert memory[1].endswith(" MB")
    assert next(iter(replaying.pages()))[0] == "the page"


@pytest.mark.django_db
def test_advising_fills_a_workspace_times_its_pages_and_imports(monkeypatch):
    for name, value in (("_SAMPLES", 2), ("_WALKS", 1), ("_ROUNDS", 1)):
        monkeypatch.setattr(advising, name, value)
    advising.fill(clients=6, diagnoses=12, members=2)
    assert {name: what for name, time, what in advising.pages() if time == "–"} == {}
    assert advising.importing(rows=3)[-1][2] == "3 rows"


def test_the_wizards_share_is_by_itself_and_among_all_of_100_draws_a_case_and_300_companies(capsys, monkeypatch):
    _, *options = benchmarks.APART["wizard"]
    monkeypatch.setattr("sys.argv", ["wizard_share", *options])
    monkeypatch.setattr(wizard_share, "share", lambda *_: 0.5)
    monkeypatch.setattr(wizard_share, "sample_profiles", lambda _, count, **__: [{}] * count)
    wizard_share.main()
    printed = capsys.readouterr().out
    assert options == []
    assert len(re.findall(r"^case-\d\d +100 ", printed, re.MULTILINE)) == 18
    assert re.search(r"^random companies +300 ", printed, re.MULTILINE)
