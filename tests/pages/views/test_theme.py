import pytest

from hireguide.web.themes import THEME_COOKIE_AGE, THEMES


@pytest.mark.parametrize("theme", THEMES)
def test_works(client, theme):
    answer = client.post("/theme/", {"theme": theme, "next": "/sources/?a=b"})
    assert (answer.status_code, answer["Location"]) == (302, "/sources/?a=b")
    cookie = answer.cookies["theme"]
    assert (cookie.value, cookie["samesite"], cookie["max-age"]) == (theme, "Lax", THEME_COOKIE_AGE)
    assert cookie["httponly"]
    assert not cookie["secure"]


def test_over_https_the_cookie_stays_there(client):
    assert client.post("/theme/", {"theme": "dark"}, secure=True).cookies["theme"]["secure"]


@pytest.mark.parametrize(
    "target",
    [
        "",
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "http:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example/",
        "\x00//evil.example",
        "evil.example",
        "http://testserver/sources/",
    ],
)
def test_nobody_is_sent_off_the_site(client, target):
    answer = client.post("/theme/", {"theme": "dark", "next": target})
    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize("theme", ["", "pink", "dark ", "Dark", "<b>"])
def test_a_theme_that_there_is_not_is_refused(client, theme):
    answer = client.post("/theme/", {"theme": theme, "next": "/"})
    assert answer.status_code == 400
    assert "theme" not in answer.cookies


def test_a_visit_chooses_nothing_and_leads_home(client):
    answer = client.get("/theme/?theme=dark&next=/sources/")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "theme" not in answer.cookies


@pytest.mark.django_db
def test_the_choice_shows_on_the_next_page(client, edition):
    client.post("/theme/", {"theme": "dark", "next": "/"})
    assert b'data-theme="dark"' in client.get("/").content
