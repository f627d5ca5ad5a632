import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from hireguide.web.private import is_private, private_page


@require_http_methods(["GET", "POST"])
@private_page
@csrf_protect
def answers(request, what):
    """A page with answers that can go wrong in every way."""
    if what == "gone":
        raise Http404
    if what == "forbidden":
        raise PermissionDenied
    if what == "broken":
        raise ZeroDivisionError
    return HttpResponse("answers")


def public(request):
    """A page that anybody may keep."""
    return HttpResponse("public")


urlpatterns = [
    path("private/<what>/", answers),
    path("public/", public),
    path("", include("hireguide.urls")),  # the pages that the product's own refusals link to
]
handler500 = "tests.web.test_middleware.failed"


def failed(request):
    """What stands in for the product's page of the 500."""
    return HttpResponse("failed", status=500)


@pytest.fixture(autouse=True)
def own_addresses(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def visitor(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(("what", "status"), [("shown", 200), ("gone", 404), ("forbidden", 403), ("broken", 500)])
def test_a_private_page_is_neither_kept_nor_indexed_however_it_ends(visitor, what, status):
    answer = visitor.get(f"/private/{what}/")
    assert (answer.status_code, answer["Cache-Control"], answer["X-Robots-Tag"]) == (status, "no-store", "noindex")


def test_a_refused_token_and_a_refused_method_are_private_too(client):
    client.handler.enforce_csrf_checks = True
    for answer, status in [(client.post("/private/shown/"), 403), (client.options("/private/shown/"), 405)]:
        assert (answer.status_code, answer["Cache-Control"], answer["X-Robots-Tag"]) == (status, "no-store", "noindex")


def test_a_page_that_is_not_there_is_not_kept(visitor):
    answer = visitor.get("/nowhere/")
    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")


def test_a_public_page_may_be_kept_and_indexed(client):
    answer = client.get("/public/")
    assert not {"Cache-Control", "X-Robots-Tag"} & set(answer.headers)


def test_the_mark_survives_the_decorators_around_it():
    assert is_private(answers)
    assert not is_private(public)


@pytest.mark.parametrize("headers", [{}, {"HTTP_HOST": "a-probe.invalid"}])
def test_the_health_check_answers_whatever_host_and_scheme_it_is_asked_by(client, settings, headers):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/healthz", **headers)
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"ok\n", "no-store")
    assert client.head("/healthz", **headers).status_code == 200


def test_the_health_check_is_only_for_reading(visitor):
    assert visitor.post("/healthz").status_code == 404


def test_every_other_page_of_an_unknown_host_is_refused(visitor):
    assert visitor.get("/public/", HTTP_HOST="a-probe.invalid").status_code == 400


def test_a_refused_method_has_a_page_of_ours_and_for_htmx_a_panel(client):
    answer = client.options("/private/shown/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, POST")
    assert "There is no page at this address" in answer.content.decode()
    panel = client.options("/private/shown/", headers={"HX-Request": "true"}).content.decode()
    assert panel.startswith("<title>")
    assert "<html" not in panel
