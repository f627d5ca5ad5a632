import pytest

from hireguide.web.themes import THEMES, chosen_theme


@pytest.mark.parametrize("theme", THEMES)
def test_the_cookie_says_which_theme(rf, theme):
    rf.cookies["theme"] = theme
    assert chosen_theme(rf.get("/")) == theme


def test_without_a_choice_the_device_decides(rf):
    assert chosen_theme(rf.get("/")) == "auto"
    assert chosen_theme(None) == "auto"


def test_a_cookie_that_names_no_theme_is_no_choice(rf):
    rf.cookies["theme"] = 'dark" onload="alert(1)'
    assert chosen_theme(rf.get("/")) == "auto"
