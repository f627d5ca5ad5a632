import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hireguide.rules import RulebookError, parse_rulebook, rulebook_json
from tests.rules.books import WHOLE, document, evidence
from tests.rules.test_profile import ANYTHING

CASES = json.loads((Path(__file__).parent / "cases" / "rulebook_faults.json").read_text())


def changed(case):
    """The whole rulebook with one place changed or removed; a place is a path with dots."""
    book = copy.deepcopy(WHOLE)
    *way, last = [int(step) if step.isdigit() and "plans" not in case["at"] else step for step in case["at"].split(".")]
    place = book
    for step in way:
        place = place[step]
    if case.get("remove"):
        del place[last]
    else:
        place[last] = case["to"]
    return book


@pytest.mark.parametrize("case", CASES, ids=[case["fault"][:70] for case in CASES])
def test_a_fault_is_named_with_its_path_and_what_is_allowed(case):
    with pytest.raises(RulebookError) as refused:
        parse_rulebook(json.dumps(changed(case)))
    faults = [str(fault) for fault in refused.value.faults]
    assert [fault for fault in faults if fault.startswith(case["fault"])], faults
    assert len(faults) == 1, faults


def test_the_whole_rulebook_parses_and_comes_out_typed():
    book = parse_rulebook(json.dumps(WHOLE))
    assert [rule.key for rule in book.evidence] == ["slips", "grown"]
    assert book.evidence[1].when.any[0].value == (15, 25)
    assert book.grid["large", "none"].verdict == "vp_engineering_first"
    assert book.bands["execution"] == (2, 4)
    assert book.plans["adviser"]["60"] == ("Second.",)
    assert (book.expectations[0].start, book.expectations[0].end) == ("none", "high")
    assert book.examples[0].profile.facts == {"engineer_count": 3}
    assert book.verdicts["pairing"].second == "vp_engineering"


def test_all_faults_of_a_file_come_at_once():
    book = copy.deepcopy(WHOLE)
    book["evidence"][0]["points"] = 9
    book["grid"]["none"]["none"]["verdict"] = "x"
    book["examples"][0]["profile"] = {"stage": 1, "urgency": 2}
    with pytest.raises(RulebookError) as refused:
        parse_rulebook(json.dumps(book))
    assert [fault.path for fault in refused.value.faults] == [
        "evidence[0].points",
        "grid.none.none.verdict",
        "examples[0].profile.stage",
        "examples[0].profile.urgency",
    ]


def test_a_rulebook_has_300_rules_of_a_kind_at_most():
    rules = [evidence(f"rule{number}", "execution", 1, "stage is seed") for number in range(301)]
    assert len(parse_rulebook(json.dumps(document(evidence=rules[:300]))).evidence) == 300
    with pytest.raises(RulebookError, match="evidence: must have 0 to 300 entries, not 301"):
        parse_rulebook(json.dumps(document(evidence=rules)))


def test_a_seat_may_cost_nothing_and_up_to_100_million():
    for low, high in [(0, 0), (0, 100_000_000), (7, 7)]:
        book = copy.deepcopy(WHOLE)
        book["costs"][0] |= {"low": low, "high": high}
        (cost,) = parse_rulebook(json.dumps(book)).costs
        assert (cost.low, cost.high) == (low, high)


def test_a_rulebook_without_sources_says_that_there_are_none():
    with pytest.raises(RulebookError, match="must be the key of a source \\(there is none yet\\)"):
        parse_rulebook(json.dumps({**WHOLE, "sources": {}}))


@pytest.mark.parametrize("text", ["", "{", "[1,", "nonsense", "\ufeff{}", '{"format": 1,}', "'x'", "\x00"])
def test_what_is_no_json_says_where(text):
    with pytest.raises(RulebookError, match=r"line \d+, column \d+: this is not JSON"):
        parse_rulebook(text)


@pytest.mark.parametrize("text", ["[]", "null", "3", '"text"', "true"])
def test_json_that_is_no_object_is_refused(text):
    with pytest.raises(RulebookError, match="must be an object"):
        parse_rulebook(text)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000])
def test_deep_nesting_is_an_error_not_a_crash(text):
    with pytest.raises(RulebookError, match=r"nested too deeply|not JSON"):
        parse_rulebook(text)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("-Infinity", "-Infinity"),
        ("1e999", "Infinity"),
        ("9" * 40, "9" * 40),
        ("9" * 5000, "a number of 5000 digits"),
        ("0." + "1" * 40, "0." + "1" * 40),
    ],
)
def test_odd_numbers_are_faults_at_their_place(number, told):
    text = json.dumps(WHOLE).replace('"points": 4', f'"points": {number}', 1)
    with pytest.raises(RulebookError) as refused:
        parse_rulebook(text)
    assert str(refused.value) == f"evidence[0].points: must be a whole number from -5 to 5, not {told}"


def test_a_key_given_twice_is_a_fault_at_its_place():
    text = json.dumps(WHOLE).replace('"points": 4', '"points": 4, "points": 4', 1)
    with pytest.raises(RulebookError) as refused:
        parse_rulebook(text)
    assert str(refused.value) == "evidence[0].points: is given more than once; each key may stand once"


def places(value, way=()):
    yield way
    if isinstance(value, (dict, list)):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*way, step))


@given(st.sampled_from([way for way in places(WHOLE) if way]), ANYTHING)
def test_a_mutated_rulebook_is_read_or_refused_with_paths(way, value):
    book = copy.deepcopy(WHOLE)
    place = book
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = value
    read_or_refused(json.dumps(book))


@given(ANYTHING.map(json.dumps) | st.text() | st.text(alphabet='{}[]",:0123456789.eE-tfn'))
def test_any_text_is_a_rulebook_or_a_named_error(text):
    read_or_refused(text)


def read_or_refused(text):
    faults = ()
    try:
        book = parse_rulebook(text)
    except RulebookError as error:
        faults = error.faults
    if faults:
        assert all(str(fault).encode() and fault.message for fault in faults)
    else:
        assert rulebook_json(parse_rulebook(rulebook_json(book))) == rulebook_json(book)
