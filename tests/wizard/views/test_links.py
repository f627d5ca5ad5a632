import pytest
from django.test import RequestFactory

from hireguide.wizard.flow import Step
from hireguide.wizard.views.links import newly_asked, return_target, section_url, step_url

ID = "A" * 22


def request(query):
    return RequestFactory().get(f"/wizard/{ID}/company/{query}")


def test_a_sections_address_carries_what_it_has_to():
    base = f"/wizard/{ID}/team/"
    assert section_url(ID, "team") == base
    assert section_url(ID, "team", question="hiring_owner") == f"{base}#q-hiring_owner"
    assert section_url(ID, "team", return_to="check", brought_up=3) == f"{base}?return=check&new=3"


@pytest.mark.parametrize(
    ("step", "end"),
    [
        (Step("check"), "check/"),
        (Step("verdict"), "verdict/"),
        (Step("team", 2, "verdict"), "team/?return=verdict&new=2"),
    ],
)
def test_a_step_has_an_address(step, end):
    assert step_url(ID, step) == f"/wizard/{ID}/{end}"


@pytest.mark.parametrize(
    ("query", "target"), [("?return=check", "check"), ("?return=keep", ""), ("?return=//x", ""), ("", "")]
)
def test_only_our_own_pages_are_returned_to(query, target):
    assert return_target(request(query)) == target


@pytest.mark.parametrize(
    ("text", "number"), [("2", 2), ("36", 36), ("37", 0), ("-1", 0), ("²", 0), ("1" * 5000, 0), ("", 0)]
)
def test_how_many_are_new_is_a_small_number_or_nothing(text, number):
    assert newly_asked(request(f"?new={text}")) == number
