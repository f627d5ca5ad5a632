"""A replay, step by step: what it finds, whose turn it is, and that nobody's end changes the result."""

from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model

from hireguide.diagnoses.services import delete_diagnosis, keep_what_if
from hireguide.editing.models import AuditEntry, Replay, ReplayedChange
from hireguide.editing.selectors.replay import Choice, findings, kept_since, replay_of
from hireguide.editing.services import replay as services
from hireguide.editing.services.replay import open_replay, replay_now, run_replay, stop_replay
from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.selectors import draft_rulebook
from hireguide.rulebooks.services import DraftIsClosedError, copy_edition, give_up_draft
from hireguide.rules import changes
from tests.editing.replaying import Killed, change_points, found_by, half_way, keep, killed_after, make_replayed_draft
from tests.factories import NOW, make_edition, make_profile, make_user

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=30)


def clock():
    return NOW


@pytest.fixture
def draft(settings):
    settings.REPLAY_STEP = 2
    return make_replayed_draft()


def meanwhile(monkeypatch, judged, event):
    """Let `event` happen once, when a replay is about to judge one diagnosis more than `judged`."""
    original = services.changes

    def judging(one, other, companies):
        for place, difference in enumerate(original(one, other, companies)):
            if place == judged:
                monkeypatch.setattr(services, "changes", original)
                event()
            yield difference

    monkeypatch.setattr(services, "changes", judging)


def test_a_replay_finds_who_changes_from_what_to_what_and_why(draft):
    replay = replay_now(draft, by=None, at=NOW)
    diagnoses = list(services.kept_diagnoses().order_by("pk").select_related("profile", "edition"))
    facts = [diagnosis.profile.facts() for diagnosis in diagnoses]
    told = list(changes(services.rulebook_of(diagnoses[0].edition), draft_rulebook(draft), facts))
    expected = [
        (diagnosis.pk, one.start, one.end, list(one.rules))
        for diagnosis, one in zip(diagnoses, told, strict=True)
        if one is not None
    ]
    progress, changed, counts = found_by(replay)
    assert progress == ("done", 7, 7, len(expected))
    assert changed == expected
    assert 0 < len(expected) < 7
    counted = Counter((start, end, rule) for _, start, end, rules in expected for rule in ("", *rules))
    assert counts == sorted([*key, number] for key, number in counted.items())
    assert findings(replay).ruled[0].rule == "slips"


def test_what_was_judged_under_another_edition_is_judged_anew_under_the_current_one(draft):
    make_edition(bands={"execution": [1, 2], "strategy": [1, 2]})
    replay = replay_now(draft, by=None, at=NOW)
    assert replay.against.number == 2
    starts = {move.start for move in findings(replay).moved}
    assert starts
    assert starts <= {"vp_engineering_first", "pairing", "fractional_cto_first"}
    for change in replay.changes.select_related("diagnosis__profile"):
        facts = change.diagnosis.profile.facts()
        (one,) = changes(services.rulebook_of(replay.against), draft_rulebook(draft), [facts])
        assert (one.start, one.end) == (change.start, change.end)


def test_what_ifs_are_left_out(draft):
    diagnosis = keep(delivery_pain="high", engineer_count=3)
    keep_what_if(
        of=diagnosis,
        own_result=diagnosis.result,
        profile=make_profile(delivery_pain="high", engineer_count=4),
        dont_know=(),
        now=NOW,
    )
    assert replay_now(draft, by=None, at=NOW).total == 8


def test_the_same_content_beside_the_same_edition_is_replayed_once(draft):
    first = replay_now(draft, by=None, at=NOW)
    found = found_by(first)
    again = replay_now(draft, by=None, at=NOW + timedelta(hours=1))
    assert again.pk == first.pk
    assert found_by(again) == found
    assert Replay.objects.count() == 1


def test_another_content_or_another_edition_makes_another_replay(draft):
    first = replay_now(draft, by=None, at=NOW)
    change_points(draft, -4)
    assert replay_of(draft) is None
    second = replay_now(draft, by=None, at=NOW)
    make_edition(bands={"execution": [1, 2], "strategy": [1, 2]})
    assert replay_of(draft) is None
    third = replay_now(draft, by=None, at=NOW)
    assert len({first.pk, second.pk, third.pk}) == 3
    assert replay_of(draft) == third


def test_taking_an_edit_back_finds_the_replay_of_before_but_old_ones_go(draft):
    contents = [replay_now(draft, by=None, at=NOW).pk]
    for points in (-4, -3, -2, -1, 1):
        change_points(draft, points)
        contents.append(replay_now(draft, by=None, at=NOW + timedelta(minutes=len(contents))).pk)
    assert sorted(Replay.objects.values_list("pk", flat=True)) == contents[1:]
    assert not ReplayedChange.objects.filter(replay=contents[0]).exists()
    change_points(draft, -4)
    assert replay_of(draft).pk == contents[1]
    assert replay_now(draft, by=None, at=NOW).pk == contents[1]


@pytest.mark.parametrize("asked", range(1, 6))
def test_whenever_a_worker_is_killed_the_next_one_ends_with_the_same(draft, asked):
    whole = found_by(replay_now(draft, by=None, at=NOW))
    Replay.objects.all().delete()
    replay = open_replay(draft, by=None, at=NOW)
    with pytest.raises(Killed):
        run_replay(replay.pk, worker="one", clock=killed_after(asked))
    assert Replay.objects.get().state == Replay.State.RUNNING
    late = run_replay(replay.pk, worker="two", clock=lambda: NOW + LEASE)
    assert found_by(late) == whole


def test_while_a_lease_runs_nobody_else_works_and_when_it_lapses_anybody_may(draft):
    replay = half_way(draft)
    early = run_replay(replay.pk, worker="two", clock=lambda: NOW + LEASE - timedelta(seconds=1))
    assert (early.state, early.worker, early.judged) == ("running", "one", 2)
    assert run_replay(replay.pk, worker="two", clock=lambda: NOW + LEASE).state == "done"


def test_a_worker_whose_lease_another_took_stores_nothing_more(draft, monkeypatch):
    replay = open_replay(draft, by=None, at=NOW)
    meanwhile(monkeypatch, 3, lambda: run_replay(replay.pk, worker="two", clock=clock, take_over=True))
    first = run_replay(replay.pk, worker="one", clock=clock)
    assert (first.state, first.judged) == ("done", 7)
    assert AuditEntry.objects.count() == 1
    assert replay.changes.count() == first.changed == findings(first).count(Choice())


def test_a_stopped_replay_goes_on_where_it_was_when_it_is_begun_again(draft):
    whole = found_by(replay_now(draft, by=None, at=NOW))
    Replay.objects.all().delete()
    replay = half_way(draft)
    ada = make_user()
    stopped = stop_replay(replay, by=ada, at=NOW)
    assert (stopped.state, stopped.judged) == ("stopped", 2)
    assert AuditEntry.objects.latest("pk").who == ada
    assert run_replay(replay.pk, worker="two", clock=lambda: NOW + LEASE).state == "stopped"
    again = open_replay(draft, by=None, at=NOW)
    assert (again.pk, again.state) == (replay.pk, "waiting")
    assert found_by(run_replay(replay.pk, worker="three", clock=clock)) == whole


def test_a_finished_replay_is_not_stopped(draft):
    replay = replay_now(draft, by=None, at=NOW)
    assert stop_replay(replay, by=None, at=NOW).state == "done"


def test_a_replay_whose_draft_is_edited_meanwhile_stops_by_itself(draft, monkeypatch):
    replay = open_replay(draft, by=None, at=NOW)
    meanwhile(monkeypatch, 3, lambda: change_points(draft, 1))
    ended = run_replay(replay.pk, worker="one", clock=clock)
    assert (ended.state, ended.judged) == ("stopped", 2)


@pytest.mark.parametrize("otherwise", ["closed", "published"])
def test_a_replay_of_a_closed_draft_or_beside_an_old_edition_stops_by_itself(draft, otherwise):
    replay = open_replay(draft, by=None, at=NOW)
    if otherwise == "closed":
        give_up_draft(draft, by=None, at=NOW)
    else:
        make_edition(bands={"execution": [1, 2], "strategy": [1, 2]})
    assert run_replay(replay.pk, worker="one", clock=clock).state == "stopped"


def test_a_title_that_changes_does_not_stop_a_replay(draft):
    replay = open_replay(draft, by=None, at=NOW)
    RulebookDraft.objects.update(title="Another title", version=9)
    assert run_replay(replay.pk, worker="one", clock=clock).state == "done"


def test_a_replay_that_cannot_be_judged_stops_and_says_why(draft, monkeypatch):
    replay = open_replay(draft, by=None, at=NOW)

    def broken(*_):
        raise ValueError("no such answer")

    monkeypatch.setattr(services, "changes", broken)
    with pytest.raises(ValueError, match="no such answer"):
        run_replay(replay.pk, worker="one", clock=clock)
    replay.refresh_from_db()
    assert replay.state == "stopped"
    assert replay.trouble == "It broke off after diagnosis 0: ValueError: no such answer"
    monkeypatch.undo()
    assert open_replay(draft, by=None, at=NOW).trouble == ""


def test_diagnoses_kept_later_are_not_in_it_and_deleted_ones_count_as_far_as_they_were_judged(draft):
    replay = open_replay(draft, by=None, at=NOW)
    keep(delivery_pain="high", engineer_count=40)
    delete_diagnosis(services.kept_diagnoses().order_by("pk").first(), now=NOW)
    done = run_replay(replay.pk, worker="one", clock=clock)
    assert (done.state, done.total, done.judged) == ("done", 6, 6)
    assert kept_since(done) == 1
    changed = done.changed
    delete_diagnosis(done.changes.first().diagnosis, now=NOW)
    done.refresh_from_db()
    assert (done.changed, done.changes.count()) == (changed, changed - 1)
    assert findings(done).count(Choice()) == changed


def test_a_diagnosis_deleted_while_its_step_judges_is_counted_and_not_listed(draft, monkeypatch):
    replay = open_replay(draft, by=None, at=NOW)
    seventh = services.kept_diagnoses().get(profile__engineer_count=15)
    meanwhile(monkeypatch, 5, lambda: delete_diagnosis(seventh, now=NOW))
    done = run_replay(replay.pk, worker="one", clock=clock)
    assert (done.state, done.judged) == ("done", 7)
    assert done.changes.count() == done.changed - 1


def test_without_any_diagnosis_it_is_finished_at_once():
    edition = make_edition()
    draft = copy_edition(edition, title="Empty", by=None, at=NOW)
    done = replay_now(draft, by=None, at=NOW)
    assert (done.state, done.total, done.changed) == ("done", 0, 0)
    assert findings(done).moved == []


def test_before_the_first_edition_there_is_nothing_to_replay_against(db):
    from hireguide.rulebooks.services import start_draft
    from tests.factories import rulebook_text

    draft = start_draft(rulebook_text(), title="The first", base=None, by=None, at=NOW)
    assert replay_of(draft) is None
    with pytest.raises(services.NothingToCompareError, match="Nothing has been published yet"):
        open_replay(draft, by=None, at=NOW)


def test_a_closed_draft_is_not_replayed(draft):
    give_up_draft(draft, by=None, at=NOW)
    with pytest.raises(DraftIsClosedError):
        open_replay(draft, by=None, at=NOW)


def test_the_audit_list_tells_who_replayed_and_what_came_of_it(draft):
    ada = make_user()
    replay = replay_now(draft, by=ada, at=NOW)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.who, entry.draft, entry.edition) == ("replay", ada, draft, replay.against)
    assert entry.note == f"{replay.changed} of 7 kept diagnoses would change"


def test_whoever_began_it_may_be_deleted(draft):
    ada = make_user()
    replay_now(draft, by=ada, at=NOW)
    get_user_model().objects.filter(pk=ada.pk).delete()
    assert Replay.objects.get().begun_by is None
