import pytest
from django.http import QueryDict

from hireguide.advising.forms.clients import ClientFilterForm, client_form
from hireguide.advising.selectors.clients import Wanted
from tests.factories import make_client, make_workspace

pytestmark = pytest.mark.django_db

TAGS = [("Berlin", 2), ("fintech", 1)]


@pytest.fixture
def workspace():
    return make_workspace()


def form(workspace, client=None, **typed):
    data = QueryDict(mutable=True)
    data.update({"name": "Acme"} | typed)
    return client_form(workspace.memberships.get().user, workspace, data, client=client)


def test_a_name_is_all_that_is_needed(workspace):
    asked = form(workspace, name="  Acme   Ltd ")
    assert asked.is_valid()
    assert asked.details().name == "Acme Ltd"
    assert (asked.details().employee_count, asked.details().stage, asked.cleaned_data["tags"]) == (None, "", [])


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": " "}, "name", "Enter the company’s name"),
        ({"name": "x" * 121}, "name", "Shorten the company’s name to 120 characters; it has 121"),
        ({"contact_name": "x" * 122}, "contact_name", "Shorten the contact’s name to 120 characters; it has 122"),
        ({"stage": "unicorn"}, "stage", "Select one of the stages, or “Not known”"),
        ({"employee_count": "many"}, "employee_count", "People: enter a whole number from 0 to 100,000"),
        ({"contact_email": "cleo"}, "contact_email", "Enter an e-mail address in the form name@example.com"),
        ({"tags": "x" * 41}, "tags", "to 40 characters, or put a comma between words"),
        ({"tags": ",".join(map(str, range(21)))}, "tags", "Leave 20 tags at most; there are 21"),
        ({"notes": "x" * 10_001}, "notes", "Shorten the notes to 10,000 characters; they have 10,001"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(workspace, typed, field, said):
    asked = form(workspace, **typed)
    assert said in str(asked.errors[field][0])
    assert list(asked.errors) == [field]


def test_tags_are_told_apart_by_commas_and_each_is_taken_once(workspace):
    asked = form(workspace, tags=" Fintech,,  hiring  now ,fintech, Berlin, Öko, ÖKO")
    assert asked.is_valid()
    assert asked.cleaned_data["tags"] == ["Fintech", "hiring now", "Berlin", "Öko"]


def test_a_name_that_is_taken_is_added_again_only_by_who_says_so(workspace):
    acme = make_client(workspace)
    asked = form(workspace, name="ACME")
    assert "There is a client of this name already" in asked.errors["name"][0]
    assert (asked.taken_by, asked.shows_again) == (acme, True)
    assert form(workspace, name="ACME", again="on").is_valid()


def test_a_client_keeps_its_own_name(workspace):
    acme = make_client(workspace, tags=["b", "a"])
    make_client(workspace, "Beta")
    assert form(workspace, acme, revision="0").is_valid()
    assert not form(workspace, acme, name="beta", revision="0").is_valid()
    shown = client_form(workspace.memberships.get().user, workspace, client=acme)
    assert shown.initial["tags"] == "a, b"
    assert not shown.shows_again


def wanted(address):
    return ClientFilterForm(QueryDict(address), tags=TAGS).wanted()


def test_an_address_says_which_clients_to_show():
    address = "q=ac&verdict=pairing&stage=seed&tag=berlin&look=due&archived=yes&sort=due"
    assert wanted(address) == Wanted("ac", "pairing", "seed", "Berlin", "due", archived=True, sort="due")
    assert wanted(address).is_filtered


@pytest.mark.parametrize("address", ["", "verdict=x&look=x&stage=x&sort=x&archived=x&page=x", "q=%00"])
def test_what_is_no_filter_is_left_out(address):
    assert wanted(address) == Wanted()
    assert not wanted(address).is_filtered


def test_a_saved_address_may_name_a_tag_that_nobody_has_any_more():
    form = ClientFilterForm(QueryDict("tag=gone"), tags=TAGS)
    assert form.wanted().tag == "gone"
    assert "gone (0)" in str(form["tag"])


def test_a_search_that_is_too_long_finds_nothing_rather_than_everything():
    assert wanted("q=" + "x" * 3_000).text == "x" * 200
