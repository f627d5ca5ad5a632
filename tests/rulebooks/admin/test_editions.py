from datetime import timedelta

import pytest
from django.urls import reverse

from hireguide.rulebooks.models import Edition
from tests.factories import ADA, BEN, NOW, make_edition, make_rulebook_draft, make_user
from tests.rulebooks.admin.people import make_support

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


def test_an_edition_leads_to_what_whoever_asks_can_do_with_it(client, published):
    compare, back = f"{reverse('editing:compare')}?a=1", reverse("editing:roll_back", args=(1,))
    export = reverse("editing:export", kwargs={"which": 1, "kind": "json"})
    make_edition(at=NOW + timedelta(days=1), name="Another")
    client.force_login(make_user(ADA))
    shown = client.get(page("changelist")).content.decode()
    assert all(f'href="{address}"' in shown for address in (compare, back, export))
    assert reverse("editing:roll_back", args=(2,)) not in shown  # it is current
    client.force_login(make_support())
    shown = client.get(page("changelist")).content.decode()
    assert f'href="{compare}"' in shown
    assert back not in shown


def test_drafts_are_listed_to_be_read_only(client, published):
    client.force_login(make_user(ADA))
    draft = make_rulebook_draft(base=published, title="Tighter thresholds")
    assert "Tighter thresholds" in client.get(reverse("admin:rulebooks_rulebookdraft_changelist")).content.decode()
    address = reverse("admin:rulebooks_rulebookdraft_change", args=(draft.pk,))
    assert client.get(address).status_code == 200
    assert client.post(address, {"title": "Another"}).status_code == 403
    assert client.get(reverse("admin:rulebooks_rulebookdraft_add")).status_code == 403


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
