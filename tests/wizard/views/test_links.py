import pytest
from django.test import RequestFactory

from hireguide.wizard.flow import Step, Way
from hireguide.wizard.views.links import section_url, step_url, way_of

ID = "A" * 22


def test_a_sections_address_carries_what_it_has_to():
    base = f"/wizard/{ID}/team/"
    assert section_url(ID, "team") == base
    assert section_url(ID, "team", question="hiring_owner") == f"{base}#q-hiring_owner"
    assert (
        section_url(ID, "team", return_to="check", changed=["team", "board"]) == f"{base}?return=check&new=team.board"
    )
    assert section_url(ID, "team", fuller=True) == f"{base}?fuller=yes"


@pytest.mark.parametrize(
    ("step", "end"),
    [
        (Step("check"), "check/"),
        (Step("verdict"), "verdict/"),
        (Step("team", Way("verdict", ("team",))), "team/?return=verdict&new=team"),
        (Step("team", Way(fuller=True)), "team/?fuller=yes"),
    ],
)
def test_a_step_has_an_address_that_leads_the_same_way(step, end):
    address = step_url(ID, step)
    assert address == f"/wizard/{ID}/{end}"
    assert way_of(RequestFactory().get(address)) == step.way


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?return=keep",
        "?return=//x",
        "?return=",
        "?new=team",
        "?fuller=",
        "?fuller=1",
        "?return=https://example.com",
    ],
)
def test_what_makes_no_sense_in_an_address_is_passed_over(query):
    assert way_of(RequestFactory().get(f"/wizard/{ID}/company/{query}")) == Way()


def test_only_sections_that_there_are_are_visited_because_of_a_change():
    query = "?return=check&new=weather.board..2.team.team." + "x" * 5000
    assert way_of(RequestFactory().get(f"/wizard/{ID}/company/{query}")) == Way("check", ("team", "board"))
