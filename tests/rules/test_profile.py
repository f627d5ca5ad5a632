import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hireguide.rules import CATALOGUE, FIELDS, ProfileError, parse_profile, profile_document, read_json

CASES = json.loads((Path(__file__).parent / "cases" / "profile_faults.json").read_text())
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_malformed_profile_names_every_fault_with_its_place(case):
    with pytest.raises(ProfileError) as refused:
        parse_profile(case["profile"])
    assert [fault.path for fault in refused.value.faults] == list(case["faults"])
    for fault in refused.value.faults:
        assert case["faults"][fault.path] in fault.message


def test_a_profile_comes_out_typed_and_in_catalogue_order():
    profile = parse_profile({"urgency": "now", "company_name": "Acme", "delivery_owner": False, "engineer_count": 0})
    assert profile.company_name == "Acme"
    assert list(profile.facts.items()) == [("engineer_count", 0), ("delivery_owner", False), ("urgency", "now")]


def test_null_is_an_absent_answer_and_an_empty_profile_is_fine():
    assert parse_profile({"stage": None, "company_name": None}) == parse_profile({})
    assert parse_profile({}).facts == {}
    assert parse_profile({}).company_name == ""


def test_an_answer_whose_condition_fails_is_left_out():
    assert parse_profile({"technology_lead": "agency", "lead_wish": "keep_both"}).facts == {"technology_lead": "agency"}
    assert parse_profile({"engineer_count": 0, "priorities_clear": True}).facts == {"engineer_count": 0}


def test_an_answer_whose_condition_is_not_known_stays():
    assert parse_profile({"lead_wish": "keep_both"}).facts == {"lead_wish": "keep_both"}


def test_a_name_may_be_left_blank():
    assert parse_profile({"company_name": ""}) == parse_profile({})


def test_a_name_may_have_120_characters_and_no_more():
    assert parse_profile({"company_name": "n" * 120}).company_name == "n" * 120
    with pytest.raises(ProfileError, match=r"company_name: must be a text of up to 120 characters, not of 121"):
        parse_profile({"company_name": "n" * 121})


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 10**5000, -(10**5000)], ids=list("abcde"))
def test_a_number_that_is_none_is_refused_not_a_traceback(number):
    with pytest.raises(ProfileError, match="engineer_count: must be a whole number"):
        parse_profile({"engineer_count": number})


def test_a_key_given_twice_in_json_is_refused():
    with pytest.raises(ProfileError, match="stage: is given more than once"):
        parse_profile(read_json('{"stage": "seed", "stage": "series_a"}'))


def test_a_value_of_a_kind_that_json_has_not_is_refused():
    with pytest.raises(ProfileError, match=r"stage: must be one of .* not a value of another kind"):
        parse_profile({"stage": object()})
    with pytest.raises(ProfileError, match=r"\[3\]: is not a question"):
        parse_profile({3: "seed"})


def test_a_profile_as_a_document_reads_back_the_same():
    profile = parse_profile({"company_name": "Acme", "stage": "seed", "delivery_owner": True})
    assert parse_profile(profile_document(profile)) == profile
    assert profile_document(parse_profile({})) == {}


@given(ANYTHING)
def test_whatever_json_holds_is_a_profile_or_a_named_error(data):
    read_or_refused(data)


@given(st.dictionaries(st.sampled_from([*FIELDS, "company_name", "nonsense"]), ANYTHING))
def test_whatever_stands_under_the_right_keys_is_a_profile_or_a_named_error(data):
    read_or_refused(data)


def read_or_refused(data):
    faults = ()
    try:
        profile = parse_profile(data)
    except ProfileError as error:
        faults = error.faults
    if faults:
        assert all(str(fault).encode() and fault.message for fault in faults)
        assert len({(fault.path, fault.message) for fault in faults}) == len(faults)
    else:
        assert set(profile.facts) <= {field.name for field in CATALOGUE}
