"""What tests of editing's pages share: reading a page, and a draft that is ready to publish."""

import re

from django.urls import reverse

from hireguide.rulebooks.models import Evidence
from hireguide.rulebooks.services import store_rows
from tests.factories import NOW, make_edition, make_rulebook_draft, make_user

HTMX = {"HX-Request": "true", "HX-Target": "panel"}


def url(name, *args):
    return reverse(f"editing:{name}", args=args)


def text(response):
    return response.content.decode()


def inputs(response):
    """The hidden inputs of a page, by name."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text(response))
    return {name: value for name, value in found if name not in ("csrfmiddlewaretoken", "next")}


def edit(draft, by=None, points=3):
    """Change how many points a rule of the draft adds."""
    row = Evidence.objects.get(draft=draft, key="slips")
    row.points = points
    return store_rows(draft, [row], by=by, at=NOW)


def ready_draft():
    """A draft by somebody that differs from edition 1."""
    author = make_user("author@example.com", is_staff=True)
    draft = make_rulebook_draft(base=make_edition(), by=author, title="Slips weigh less")
    return edit(draft, by=author)


def assert_for_staff_alone(client, address):
    """Whoever isn't signed in is asked to, and whoever has no right over drafts finds nothing there."""
    from tests.editing.people import sign_in

    assert client.get(address).headers["Location"].startswith(reverse("admin:login"))
    sign_in(client, "outsider")
    assert client.get(address).status_code == 404
