import pytest
from django.urls import reverse

from hireguide.rulebooks.models import Edition
from tests.factories import ADA, BEN, make_edition, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    return make_edition()


def page(name, *args):
    return reverse(f"admin:rulebooks_edition_{name}", args=args)


def test_an_administrator_finds_and_reads_editions(client, published):
    client.force_login(make_user(ADA))
    listed = client.get(page("changelist"), {"q": "small"})
    read = client.get(page("change", published.pk))
    assert published.digest in listed.content.decode()
    assert "The sentence of slips." in read.content.decode()


def test_it_needs_an_administrator(client, published):
    assert client.get(page("changelist")).status_code == 302
    client.force_login(make_user(BEN, is_staff=True))
    assert client.get(page("changelist")).status_code == 403


def test_nobody_adds_changes_or_deletes_an_edition(client, published):
    client.force_login(make_user(ADA))
    answers = [
        client.get(page("add")),
        client.post(page("change", published.pk), {"name": "Another"}),
        client.post(page("delete", published.pk), {"post": "yes"}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    client.post(page("changelist"), {"action": "delete_selected", "_selected_action": published.pk, "post": "yes"})
    assert Edition.objects.get().name == "A small rulebook"
