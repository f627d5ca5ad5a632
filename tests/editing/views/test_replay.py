"""The page of a replay: how far it is, start and stop, the list of changes and its file."""

import csv
import io
import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from hireguide.editing.models import Replay
from hireguide.editing.services.replay import open_replay, replay_now, stop_replay
from hireguide.rulebooks.services import give_up_draft
from tests.editing.people import make_staff
from tests.editing.replaying import ACROSS, change_points, half_way, make_replayed_draft
from tests.factories import NOW, make_rulebook_draft

pytestmark = pytest.mark.django_db
PANEL = {"HX-Request": "true", "HX-Target": "panel"}
LIVE = {"HX-Request": "true", "HX-Target": "replay-live"}
CHANGES = {"HX-Request": "true", "HX-Target": "replay-changes"}
PAGE, PROGRESS, START, FILE = (f"/editing/replay/{rest}" for rest in ("", "progress/", "start/", "changes.csv"))


@pytest.fixture
def draft(settings):
    settings.REPLAY_STEP = 2
    return make_replayed_draft()


@pytest.fixture
def editor(client):
    client.force_login(make_staff("editor"))
    return client


@pytest.fixture
def reader(client):
    user = make_staff("reader")
    client.force_login(user)
    client.user = user
    return client


def words(response):
    """The text of a page, tags and runs of space taken out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


def test_it_works_from_start_to_finish(editor, draft):
    page = editor.get(PAGE)
    assert "7 kept diagnoses are there to judge" in words(page)
    assert editor.post(START).url == PAGE
    assert "Waiting for a worker; judged 0 of 7" in words(editor.get(PAGE))
    assert DBTaskResult.objects.count() == 1
    replay_now(draft, by=None, at=NOW)
    page = words(editor.get(PAGE))
    assert "3 of 7 diagnoses would get another verdict ( 42.9% )" in page.replace("(42.9%)", "( 42.9% )")
    assert "From what to what" in page
    assert "slips" in page


def test_it_needs_sign_in(client):
    for address in (PAGE, PROGRESS, FILE):
        assert client.get(address).url == f"{reverse('admin:login')}?next={address}"
    assert client.post(START).status_code == 403


def test_an_outsider_gets_404_and_a_reader_starts_nothing(client, draft):
    client.force_login(make_staff("outsider"))
    assert {client.get(address).status_code for address in (PAGE, PROGRESS, FILE)} == {404}
    client.force_login(make_staff("reader"))
    assert client.get(PAGE).status_code == 200
    assert {client.post(START).status_code, client.get(START).status_code} == {404}
    replay = open_replay(draft, by=None, at=NOW)
    assert client.post(f"/editing/replay/{replay.pk}/stop/").status_code == 404
    assert "replay_stop" not in client.get(PAGE).content.decode()
    assert Replay.objects.get().state == "waiting"


def test_htmx_gets_only_the_panel_and_of_it_what_moves_on(editor, draft):
    panel = editor.get(PAGE, headers=PANEL).content.decode()
    assert panel.startswith("<title>Replay – Hireguide</title>")
    assert "<html" not in panel
    live = editor.get(PROGRESS, headers=LIVE).content.decode()
    assert "<html" not in live
    assert 'id="replay-live"' not in live
    assert editor.get(PROGRESS).url == PAGE


def test_the_page_asks_again_while_the_replay_is_under_way_and_no_longer(editor, draft):
    replay = half_way(draft)
    live = editor.get(PROGRESS, headers=LIVE).content.decode()
    assert 'hx-trigger="click, every 2s"' in live
    assert '<progress class="replay-bar" id="replay-progress" max="7" value="2">28%</progress>' in live
    assert "Judged 2 of 7 diagnoses (28%)" in live
    assert "data-announce" not in live
    stop_replay(replay, by=None, at=NOW)
    stopped = editor.get(PROGRESS, headers=LIVE).content.decode()
    assert "every 2s" not in stopped
    assert 'data-announce="The replay was stopped after 2 of 7 diagnoses"' in stopped


def test_a_replay_whose_worker_is_silent_says_so(editor, draft):
    half_way(draft)  # its lease was of NOW, which is past
    assert "Its worker has gone silent" in words(editor.get(PAGE))
    Replay.objects.update(state="waiting")
    assert "No worker has taken it up yet" in words(editor.get(PAGE))


def test_it_is_stopped_and_goes_on(editor, draft):
    replay = half_way(draft)
    assert editor.post(f"/editing/replay/{replay.pk}/stop/").url == PAGE
    assert "Stopped after 2 of 7 diagnoses" in words(editor.get(PAGE))
    editor.post(START)
    replay.refresh_from_db()
    assert (replay.state, replay.judged) == ("waiting", 2)
    assert editor.post("/editing/replay/999/stop/").status_code == 404


def test_what_broke_a_replay_off_is_told(editor, draft):
    stop_replay(half_way(draft), by=None, at=NOW)
    Replay.objects.update(trouble="It broke off after diagnosis 2: ValueError: <odd>")
    assert "It broke off after diagnosis 2: ValueError: &lt;odd&gt;." in editor.get(PAGE).content.decode()


def test_an_edit_makes_it_outdated(editor, draft):
    replay_now(draft, by=None, at=NOW)
    change_points(draft, 1)
    page = words(editor.get(PAGE))
    assert "The last replay is outdated" in page
    assert "Replay the draft" in page


def test_without_a_draft_or_an_edition_the_page_says_what_to_do(editor, draft):
    give_up_draft(draft, by=None, at=NOW)
    assert "There is no open draft" in words(editor.get(PAGE))
    assert editor.post(START).url == PAGE
    assert editor.get(FILE).url == PAGE


def test_before_the_first_edition_there_is_nothing_to_replay(editor, db):
    make_rulebook_draft()
    assert "the first edition needs no replay" in words(editor.get(PAGE))
    assert editor.post(START).url == PAGE


def test_without_diagnoses_there_is_nothing_to_judge(editor, db):
    from tests.factories import make_edition

    draft = make_rulebook_draft(base=make_edition())
    assert "No diagnosis has been kept yet" in words(editor.get(PAGE))
    replay_now(draft, by=None, at=NOW)
    assert "Done: there was no diagnosis to judge" in words(editor.get(PAGE))


def test_the_list_is_chosen_by_verdicts_and_rule_in_the_address(editor, draft):
    replay = replay_now(draft, by=None, at=NOW)
    start, end = ACROSS
    part = editor.get(PAGE, {"from": start, "to": end, "rule": "slips"}, headers=CHANGES)
    assert "<select" not in part.content.decode()
    chosen = replay.changes.filter(start=start, end=end).count()
    assert f"1–{chosen} of {chosen}, the newest first." in words(part)
    whole = editor.get(PAGE, {"from": start}).content.decode()
    assert f'<option value="{start}" selected>' in whole
    assert editor.get(PAGE, {"from": "nonsense", "page": "x"}).status_code == 200


def test_a_choice_that_nobody_makes_is_an_empty_list_with_a_way_back(editor, draft):
    replay_now(draft, by=None, at=NOW)
    page = editor.get(PAGE)
    starts = [code for code, _ in page.context["page"].changes.starts]
    ends = [code for code, _ in page.context["page"].changes.ends]
    made = {(move.start, move.end) for move in page.context["page"].moves}
    missing = next((start, end) for start in starts for end in ends if (start, end) not in made)
    text = editor.get(PAGE, dict(zip(("from", "to"), missing, strict=True)))
    assert "Nobody changes in this way." in words(text)
    assert f'<a href="{PAGE}">Show all</a>' in text.content.decode()


def test_the_list_comes_in_pages(editor, draft, monkeypatch):
    monkeypatch.setattr("hireguide.editing.documents.replay.PAGE_SIZE", 2)
    replay_now(draft, by=None, at=NOW)
    first = editor.get(PAGE, {"rule": "slips"}).content.decode()
    assert f'href="{PAGE}?rule=slips&amp;page=2"' in first
    second = words(editor.get(PAGE, {"rule": "slips", "page": 2}))
    assert "3–3 of 3" in second
    assert "Page 2 of 2" in second


def test_only_those_who_may_open_diagnoses_get_links_to_them(reader, draft):
    replay = replay_now(draft, by=None, at=NOW)
    diagnosis = replay.changes.first().diagnosis
    address = f"/admin/diagnoses/diagnosis/{diagnosis.pk}/change/"
    assert address not in reader.get(PAGE).content.decode()
    assert "address" not in b"".join(reader.get(FILE)).decode()
    reader.user.user_permissions.add(Permission.objects.get(codename="view_diagnosis"))
    assert f'href="{address}"' in reader.get(PAGE).content.decode()
    assert f"http://testserver{address}" in b"".join(reader.get(FILE)).decode()
    key = diagnosis.public_id  # it opens the company's name to whoever has it
    assert key not in reader.get(PAGE).content.decode() + b"".join(reader.get(FILE)).decode()


def test_the_file_has_the_chosen_changes(editor, draft):
    replay = replay_now(draft, by=None, at=NOW)
    start, end = ACROSS
    response = editor.get(FILE, {"from": start, "to": end})
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="replay-')
    rows = list(csv.DictReader(io.StringIO(b"".join(response).decode())))
    assert len(rows) == replay.changes.filter(start=start, end=end).count()
    assert {(row["from"], row["to"], row["rules"], row["edition"]) for row in rows} == {(start, end, "slips", "1")}
    assert len(list(csv.reader(io.StringIO(b"".join(editor.get(FILE)).decode())))) == replay.changed + 1


def test_a_replay_under_way_has_no_file_yet(editor, draft):
    half_way(draft)
    assert editor.get(FILE).url == PAGE


def test_the_page_takes_few_queries(editor, draft, django_assert_max_num_queries):
    replay_now(draft, by=None, at=NOW)
    editor.get(PAGE)
    with django_assert_max_num_queries(19):
        editor.get(PAGE, {"rule": "slips"})
