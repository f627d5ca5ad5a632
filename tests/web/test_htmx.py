import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import override_settings
from django_htmx.middleware import HtmxDetails

from hireguide.web.htmx import render_page, targets, wants_panel

PAGE = """{% load partials %}<!doctype html><title>whole</title>
{% partialdef panel inline %}<h1>{{ title }}</h1>{% partialdef part inline %}<p>Part</p>{% endpartialdef %}\
{% endpartialdef %}"""


@pytest.fixture
def page_templates(settings):
    """One page, `page.html`, kept in memory."""
    (backend,) = settings.TEMPLATES
    memory = ("django.template.loaders.locmem.Loader", {"page.html": PAGE})
    options = {**backend["OPTIONS"], "loaders": [("template_partials.loader.Loader", [memory])]}
    with override_settings(TEMPLATES=[{**backend, "OPTIONS": options}]):
        yield
    engines._engines = {}


def request_with(**headers):
    request = HttpRequest()
    request.META.update({f"HTTP_{name.upper()}": value for name, value in headers.items()})
    request.htmx = HtmxDetails(request)
    return request


WHOLE = [{}, {"hx_request": "true", "hx_boosted": "true"}, {"hx_request": "true", "hx_history_restore_request": "true"}]


@pytest.mark.parametrize("headers", WHOLE)
def test_a_visit_a_boosted_link_and_a_restored_page_get_the_whole_page(page_templates, headers):
    answer = render_page(request_with(**headers), "page.html", {"title": "Team"})
    assert b"<!doctype html>" in answer.content
    assert b"<h1>Team</h1>" in answer.content


def test_htmx_gets_the_panel_after_its_escaped_title(page_templates):
    answer = render_page(request_with(hx_request="true"), "page.html", {"title": "A & B"})
    assert answer.content.decode() == "<title>A &amp; B – Hireguide</title>\n<h1>A &amp; B</h1><p>Part</p>"


def test_a_part_of_the_panel_goes_alone_to_what_swaps_that_part(page_templates):
    request = request_with(hx_request="true", hx_target="part")
    assert targets(request, "part")
    assert not targets(request, "panel")
    answer = render_page(request, "page.html", {"title": "A"}, partial="part")
    assert answer.content.decode() == "<title>A – Hireguide</title>\n<p>Part</p>"
    boosted = request_with(hx_request="true", hx_boosted="true", hx_target="part")
    assert not targets(boosted, "part")
    assert b"<!doctype html>" in render_page(boosted, "page.html", {"title": "A"}, partial="part").content


def test_a_cache_is_told_that_the_two_differ(page_templates):
    for headers in ({}, {"hx_request": "true"}):
        assert "HX-Request" in render_page(request_with(**headers), "page.html", {"title": "A"})["Vary"]


def test_an_error_leaves_the_address_as_it_is(page_templates):
    request = request_with(hx_request="true")
    refused = render_page(request, "page.html", {"title": "Error: Team"}, status=422)
    assert (refused.status_code, refused["HX-Push-Url"]) == (422, "false")
    assert "HX-Push-Url" not in render_page(request, "page.html", {"title": "Team"})


@pytest.mark.parametrize(
    ("status", "partial", "target"), [(409, "panel", "#panel"), (409, "part", None), (403, "panel", None)]
)
def test_what_was_changed_meanwhile_takes_the_place_of_the_panel(page_templates, status, partial, target):
    request = request_with(hx_request="true")
    answer = render_page(request, "page.html", {"title": "Error: Team"}, status=status, partial=partial)
    assert answer.get("HX-Retarget") == target
    assert "HX-Retarget" not in render_page(request_with(), "page.html", {"title": "Team"}, status=409)


def test_a_request_that_no_middleware_has_seen_gets_the_whole_page():
    assert not wants_panel(HttpRequest())
    assert not targets(HttpRequest(), "panel")
