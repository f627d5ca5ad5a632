import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_edition

pytestmark = pytest.mark.django_db

PAGES = ("home", "how_it_works", "sources", "privacy")
HTMX = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture
def reader(client, edition):
    """A browser that has been here before, and so has its CSRF cookie."""
    client.get("/")
    return client


def etag_of(reader, name, **headers):
    return reader.get(reverse(name), headers=headers)["ETag"]


@pytest.mark.parametrize("name", PAGES)
def test_the_same_page_asked_for_again_is_not_sent_again(reader, name):
    answer = reader.get(reverse(name), headers={"If-None-Match": etag_of(reader, name)})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["ETag"]


@pytest.mark.parametrize("name", PAGES)
def test_only_the_readers_own_browser_keeps_it_and_asks_each_time(reader, name):
    answer = reader.get(reverse(name))
    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert {"Cookie", "HX-Request"} <= set(answer["Vary"].split(", "))


def test_other_colours_are_another_page(reader):
    light = etag_of(reader, "home")
    reader.cookies["theme"] = "dark"
    answer = reader.get("/", headers={"If-None-Match": light})
    assert answer.status_code == 200
    assert b'data-theme="dark"' in answer.content


def test_a_new_edition_is_another_page(reader):
    before = etag_of(reader, "how_it_works")
    make_edition(name="The next one")
    assert reader.get(reverse("how_it_works"), headers={"If-None-Match": before}).status_code == 200


def test_the_panel_alone_is_another_page(reader):
    whole = etag_of(reader, "home")
    assert etag_of(reader, "home", **HTMX) != whole


def test_a_reader_with_another_token_is_sent_a_page_with_that_token(reader):
    mine = etag_of(reader, "home")
    answer = Client().get("/", headers={"If-None-Match": mine})
    assert answer.status_code == 200
    assert "csrftoken" in answer.cookies


def test_a_form_of_a_page_that_was_kept_still_posts(edition):
    browser = Client(enforce_csrf_checks=True)
    kept = browser.get("/")
    again = browser.get("/", headers={"If-None-Match": browser.get("/")["ETag"]})
    assert again.status_code == 304
    token = kept.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    answer = browser.post("/theme/", {"csrfmiddlewaretoken": token, "theme": "dark", "next": "/"})
    assert answer.status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sent_compressed_to_whoever_can_read_that(reader, name):
    plain = reader.get(reverse(name))
    packed = reader.get(reverse(name), headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert packed["ETag"] == plain["ETag"]
    assert {"Accept-Encoding", "Cookie"} <= set(packed["Vary"].split(", "))
