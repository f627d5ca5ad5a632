import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from hireguide.wizard.forms import read_prefill
from tests.profiles.strategies import INPUTS, nasty


def read(query):
    return read_prefill(QueryDict(query))


def paths(query):
    return [fault.path for fault in read(query).faults]


def test_no_query_fills_nothing_in():
    assert read("").answers == {}
    assert read("").faults == ()


def test_answers_and_the_name_are_filled_in():
    prefill = read("company_name=Acme&stage=seed&engineer_count=12&delivery_owner=no&urgency=unknown")
    assert prefill.faults == ()
    assert prefill.answers["company_name"] == "Acme"
    assert prefill.checked.facts == {"stage": "seed", "engineer_count": 12, "delivery_owner": False}
    assert prefill.checked.dont_know == ("urgency",)


def test_marks_of_campaigns_are_ignored():
    assert read("utm_source=x&utm_anything=y&gclid=1&fbclid=2&ref=3") == read("")


@pytest.mark.parametrize(
    "key", ["stagee", "next", "employee_count__unknown", "csrfmiddlewaretoken", "", "utm", "a\x00"]
)
def test_another_key_is_refused_by_name(key):
    query = QueryDict(mutable=True)
    query[key] = "seed"
    [fault] = read_prefill(query).faults
    assert fault.path == key
    assert "not a question" in fault.message


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("stage=sead", "pre_seed, seed, series_a"),
        ("delivery_owner=true", "yes, no, unknown"),
        ("engineer_count=many", "from 0 to 10,000"),
        ("engineer_count=" + "0" * 5000, "from 0 to 10,000"),
        ("stage=", "no value"),
        ("stage=seed&stage=series_a", "2 times"),
        ("employee_count=5&engineer_count=6", "at most 5 engineers"),
        ("company_name=" + "x" * 121, "120 characters"),
    ],
)
def test_a_bad_value_is_refused_by_name_and_told_what_is_allowed(query, words):
    [fault] = read(query).faults
    assert fault.path in {"stage", "delivery_owner", "engineer_count", "company_name"}
    assert words in fault.message


def test_all_faults_are_told_at_once():
    assert set(paths("stage=x&urgency=y&foo=z")) == {"stage", "urgency", "foo"}


@given(st.lists(st.tuples(st.sampled_from(INPUTS) | st.text(max_size=8), nasty | st.text(max_size=20)), max_size=6))
def test_any_query_is_read_or_refused_by_name(pairs):
    query = QueryDict(mutable=True)
    for key, value in pairs:
        query.appendlist(key, value)
    prefill = read_prefill(query)
    assert all(fault.message for fault in prefill.faults)
    assert prefill.faults or prefill.checked.profile is not None
