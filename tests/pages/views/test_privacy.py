"""The privacy page says what is true: of cookies, each that there can be."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from allauth.mfa import app_settings as mfa
from django.conf import settings
from django.urls import reverse

import hireguide

CODE = Path(hireguide.__file__).parent


def cookies_that_the_code_sets():
    """The names that our own code gives to cookies."""
    found = set()
    for file in CODE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if "set_cookie(" not in text and "set_signed_cookie(" not in text:
            continue
        module = import_module(".".join(("hireguide", *file.relative_to(CODE).with_suffix("").parts)))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"set_cookie", "set_signed_cookie"}:
                found.add(getattr(module, node.args[0].id))
    return found


@pytest.mark.django_db
def test_the_cookies_that_are_listed_are_those_that_there_can_be(client):
    page = client.get(reverse("privacy")).content.decode()
    [section] = re.findall(r'<section class="section" aria-labelledby="cookies">.*?</section>', page, re.DOTALL)
    told = re.findall(r"<dt>(.*?)</dt>", section)
    ours = cookies_that_the_code_sets()
    assert {"theme", "links"} <= ours
    assert sorted(told) == sorted(ours | {settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME})
    assert "There are no others." in section


def test_what_could_set_other_cookies_does_not():
    assert settings.MESSAGE_STORAGE == "django.contrib.messages.storage.session.SessionStorage"
    assert not mfa.TRUST_ENABLED
    assert "django.middleware.locale.LocaleMiddleware" not in settings.MIDDLEWARE
    for script in (CODE.parent / "static" / "js").glob("*.js"):
        assert "document.cookie" not in script.read_text(encoding="utf-8"), script.name
