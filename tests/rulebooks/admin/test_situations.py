import re

import pytest
from django.urls import reverse

from hireguide.rulebooks import services
from hireguide.rulebooks.models import Situation
from tests.factories import NOW, make_rulebook_draft, small_rulebook
from tests.rulebooks.admin.people import make_editor, make_support

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:rulebooks_situation_changelist")


@pytest.fixture
def draft():
    return make_rulebook_draft()


@pytest.fixture
def editor(client):
    client.force_login(make_editor())


def listed(client):
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def keys(draft):
    return list(Situation.objects.filter(draft=draft).values_list("key", flat=True))


def test_situations_move_by_a_button_that_needs_no_script(client, draft, editor):
    first, second = Situation.objects.filter(draft=draft)
    down = reverse("admin:rulebooks_situation_move", args=(first.pk, "down"))
    shown = listed(client)
    assert f'formaction="{down}" aria-label="Move {first.key} down"' in shown
    answer = client.post(down)
    assert answer.headers["Location"] == f"{PAGE}#up-{first.pk}"  # at the end there is no way down
    assert keys(draft) == [second.key, first.key]
    client.post(reverse("admin:rulebooks_situation_move", args=(first.pk, "up")))
    assert keys(draft) == [first.key, second.key]


def test_a_situation_s_place_is_its_own_where_others_were_removed_or_are_not_listed(client, draft, editor):
    first, second = Situation.objects.filter(draft=draft)
    second.position = 7
    second.save()
    assert [row.place for row in client.get(PAGE).context["cl"].result_list] == [1, 2]
    assert [row.place for row in client.get(PAGE, {"q": second.key}).context["cl"].result_list] == [2]
    services.remove_row(draft, first, by=None, at=NOW)
    assert [row.place for row in client.get(PAGE).context["cl"].result_list] == [1]


def test_what_a_move_does_can_be_seen_first(client, draft, editor):
    first = Situation.objects.filter(draft=draft).first()
    seen = f'formaction="{reverse("editing:preview", args=("situations", first.pk))}" name="move" value="down"'
    assert seen in listed(client)


def test_the_first_has_no_way_up_and_the_last_none_down(client, editor):
    first = small_rulebook()["situations"][0]
    draft = make_rulebook_draft(situations=[first | {"key": key} for key in ("one", "two", "last")])
    one, two, last = Situation.objects.filter(draft=draft)
    ways = re.findall(r'id="((?:up|down)-\d+)"', listed(client))
    assert ways == [f"down-{one.pk}", f"up-{two.pk}", f"down-{two.pk}", f"up-{last.pk}"]
    found = re.findall(r'id="((?:up|down)-\d+)"', client.get(PAGE, {"q": "last"}).content.decode())
    assert found == [f"up-{last.pk}"]
    to = reverse("admin:rulebooks_situation_move", args=(one.pk, "down"))
    assert client.post(to).headers["Location"] == f"{PAGE}#down-{one.pk}"
    services.remove_row(draft, two, by=None, at=NOW)
    services.remove_row(draft, last, by=None, at=NOW)
    assert "row-moves" not in listed(client)
    assert client.post(to).headers["Location"] == PAGE


def test_a_move_beyond_the_end_changes_nothing(client, draft, editor):
    before = keys(draft)
    first = Situation.objects.filter(draft=draft).first()
    assert client.post(reverse("admin:rulebooks_situation_move", args=(first.pk, "up"))).status_code == 302
    assert keys(draft) == before


def test_a_move_is_a_post_by_an_editor_of_a_row_that_is_there(client, draft):
    first = Situation.objects.filter(draft=draft).first()
    down = reverse("admin:rulebooks_situation_move", args=(first.pk, "down"))
    client.force_login(make_support())
    assert client.post(down).status_code == 403
    assert down not in listed(client)
    client.force_login(make_editor())
    assert client.get(down).status_code == 405
    gone = reverse("admin:rulebooks_situation_move", args=(10**6, "down"))
    assert "not in the draft any more" in client.post(gone, follow=True).content.decode()
    sideways = reverse("admin:rulebooks_situation_move", args=(first.pk, "sideways"))
    assert client.post(sideways).status_code == 302
    assert keys(draft)[0] == first.key


def test_a_move_in_a_draft_that_closed_meanwhile_is_told(client, draft, editor, monkeypatch):
    from hireguide.rulebooks.admin import situations

    def closed(held, row, **others):
        raise services.DraftIsClosedError(services.give_up_draft(held, by=None, at=NOW))

    monkeypatch.setattr(situations, "move_row", closed)
    first = Situation.objects.filter(draft=draft).first()
    down = reverse("admin:rulebooks_situation_move", args=(first.pk, "down"))
    assert "be changed any more" in client.post(down, follow=True).content.decode()
