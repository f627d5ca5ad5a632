import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.template import loader
from django.urls import include, path

from hireguide.pages.views.errors import LAST_RESORT

HTMX = {"HX-Request": "true", "HX-Target": "panel"}
ENDINGS = {"bad": (BadRequest, 400), "forbidden": (PermissionDenied, 403), "gone": (Http404, 404)}


def ending(request, how):
    """A view that ends as it is told."""
    raise ENDINGS[how][0] if how in ENDINGS else ZeroDivisionError


urlpatterns = [path("", include("hireguide.urls")), path("ending/<how>/", ending)]
handler400 = "hireguide.pages.views.bad_request"
handler403 = "hireguide.pages.views.permission_denied"
handler404 = "hireguide.pages.views.page_not_found"
handler500 = "hireguide.pages.views.server_error"


@pytest.fixture(autouse=True)
def own_addresses(settings):
    settings.ROOT_URLCONF = __name__
    assert not settings.DEBUG


@pytest.fixture
def visitor(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(("how", "status"), [(how, status) for how, (_, status) in ENDINGS.items()])
def test_works(visitor, how, status):
    answer = visitor.get(f"/ending/{how}/")
    html = answer.content.decode()
    assert answer.status_code == status
    assert html.startswith("<!DOCTYPE html>")
    assert html.count("<h1") == 1
    assert '<a href="/">Go to the start page</a>' in html
    assert 'content="noindex"' in html
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("how", "status"), [(how, status) for how, (_, status) in ENDINGS.items()])
def test_htmx_never_gets_a_whole_page(visitor, how, status):
    answer = visitor.get(f"/ending/{how}/", headers=HTMX)
    html = answer.content.decode()
    assert answer.status_code == status
    assert "<html" not in html.lower()
    assert "<header" not in html
    assert 'href="/"' in html


@pytest.mark.parametrize("how", ["bad", "forbidden"])
def test_what_appears_beside_a_form_is_a_few_lines(visitor, how):
    html = visitor.post(f"/ending/{how}/", headers=HTMX).content.decode()
    assert html.startswith('<p class="notice__title">')
    assert "<main" not in html
    assert "<h1" not in html


def test_what_is_gone_fills_the_panel_and_a_smaller_target_gets_a_few_lines(visitor):
    whole = visitor.get("/ending/gone/", headers=HTMX)
    assert whole.content.decode().startswith("<title>There is nothing at this address")
    assert b'<main id="main"' in whole.content
    assert whole["HX-Push-Url"] == "false"
    small = visitor.get("/ending/gone/", headers={"HX-Request": "true", "HX-Target": "mail"})
    assert small.content.startswith(b'<div data-announce="There is nothing at this address.')
    assert b"<main" not in small.content


def test_an_unknown_address_says_what_may_have_become_of_answers(visitor):
    answer = visitor.get("/nowhere/")
    assert answer.status_code == 404
    assert b"deleted 30 days after the last answer" in answer.content
    assert b"must be complete" in answer.content


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_breaks_says_so_and_shows_no_traceback(visitor, headers):
    answer = visitor.get("/ending/broken/", headers=headers)
    html = answer.content.decode()
    assert answer.status_code == 500
    assert "Something broke on our side" in html
    assert "ZeroDivisionError" not in html
    assert answer["Cache-Control"] == "no-store"


def test_the_page_of_what_breaks_needs_neither_context_processors_nor_the_database(visitor, settings):
    (backend,) = settings.TEMPLATES
    broken = {**backend["OPTIONS"], "context_processors": ["tests.pages.views.test_errors.no_such_processor"]}
    settings.TEMPLATES = [{**backend, "OPTIONS": broken}]
    # No mark gives this test a database: a query would fail it.
    assert "Wait a minute, then reload" in visitor.get("/ending/broken/").content.decode()


def test_when_even_that_page_cannot_be_rendered_words_are_left(visitor, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no templates")

    monkeypatch.setattr(loader, "get_template", fail)
    answer = visitor.get("/ending/broken/")
    assert (answer.status_code, answer.content.decode()) == (500, LAST_RESORT)
