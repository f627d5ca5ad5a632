import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from hireguide.rulebooks import services
from hireguide.rulebooks.models import Evidence, RulebookDraft, VerdictText
from tests.factories import BEN, NOW, evidence, make_edition, make_rulebook_draft, make_user, small_rulebook
from tests.rulebooks.admin.people import make_editor, make_support
from tests.rulebooks.admin.test_rows import page, text, typed
from tests.rulebooks.forms.posting import evidence_inputs, posted

pytestmark = pytest.mark.django_db

OURS = "Ours, typed for an hour."


@pytest.fixture
def draft():
    return make_rulebook_draft(base=make_edition(), title="Tighter thresholds")


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


@pytest.fixture
def slips(draft):
    return Evidence.objects.get(draft=draft, key="slips")


def give_up():
    services.give_up_draft(RulebookDraft.objects.get(state="open"), by=make_user(BEN), at=NOW)


def kept(answer):
    """Whether the sentence that was typed stands in the form again."""
    return f">{OURS}</textarea>" in text(answer).replace("\n", "")


# ---- no draft is open any more ----------------------------------------------------------------------------------


@pytest.mark.parametrize("is_new", [False, True], ids=["a changed row", "a new row"])
def test_what_was_typed_into_a_draft_that_was_given_up_is_shown_again_with_what_to_do(client, draft, editor, is_new):
    row = Evidence.objects.get(draft=draft, key="slips")
    address = page("add") if is_new else page("change", row.pk)
    assert f'name="draft" value="{draft.pk}"' in text(client.get(address))
    mine = evidence_inputs(because=OURS) if is_new else typed(row, because=OURS, points="4")
    mine["draft"] = str(draft.pk)
    give_up()
    answer = client.post(address, mine)
    assert answer.status_code == 409
    assert kept(answer)
    assert "“Tighter thresholds” was given up by ben@example.com" in text(answer)
    assert "Nothing of yours was stored" in text(answer)
    assert reverse("editing:start") in text(answer)
    assert f'name="draft" value="{draft.pk}"' in text(answer)  # so that it can be said again
    assert "<title>Error: " in text(answer)
    assert not Evidence.objects.filter(because=OURS).exists()


def test_what_was_typed_into_a_draft_that_was_published_says_which_edition_that_is(client, draft, editor, slips):
    edition = make_edition(name="The second", by=make_user(BEN))
    services.close_draft(draft, edition=edition, by=None, at=NOW)
    answer = client.post(page("change", slips.pk), typed(slips, because=OURS))
    assert answer.status_code == 409
    assert kept(answer)
    assert "became <a" in text(answer)
    assert "edition 2</a>, published by ben@example.com" in text(answer)


def test_a_draft_that_closes_at_the_very_moment_takes_nothing_and_loses_nothing(
    client, draft, editor, slips, monkeypatch
):
    from hireguide.rulebooks.admin import rows

    def closed(held, changed, **others):
        raise services.DraftIsClosedError(services.give_up_draft(held, by=None, at=NOW))

    monkeypatch.setattr(rows, "store_rows", closed)
    answer = client.post(page("change", slips.pk), typed(slips, because=OURS))
    assert answer.status_code == 409
    assert kept(answer)
    assert "“Tighter thresholds” was given up" in text(answer)


def test_a_step_within_the_form_still_works(client, draft, editor, slips):
    give_up()
    mine = typed(slips, because=OURS) | {"step": "add when-any"}
    answer = client.post(page("change", slips.pk), mine)
    assert kept(answer)
    assert 'name="when-any-0-field"' in text(answer)
    part = client.post(page("change", slips.pk), mine, headers={"HX-Request": "true", "HX-Target": "id_when-any"})
    assert 'name="when-any-0-field"' in text(part)
    assert "<h1" not in text(part)


# ---- another draft is open --------------------------------------------------------------------------------------


def test_where_another_draft_has_the_row_it_is_offered_there_beside_what_that_says(client, draft, editor, slips):
    mine = typed(slips, because=OURS)
    give_up()
    now = make_rulebook_draft(title="Another start")
    there = Evidence.objects.get(draft=now, key="slips")
    there.points = 2
    services.store_rows(now, [there], by=None, at=NOW)
    answer = client.post(page("change", slips.pk), mine)
    assert answer.status_code == 409
    assert kept(answer)
    assert "“Another start”" in text(answer)
    assert f'action="{page("change", there.pk)}"' in text(answer)
    assert f'href="{page("change", there.pk)}"' in text(answer)
    assert "The sentence of slips." in text(answer)  # theirs
    form = answer.context["form"]
    again = typed(slips, because=OURS, revision=form["revision"].value()) | {"draft": str(now.pk)}
    assert client.post(page("change", there.pk), again).status_code == 302
    stored = Evidence.objects.get(pk=there.pk)
    assert (stored.because, stored.points) == (OURS, 5)


def test_a_verdict_has_no_key_to_type_and_is_found_all_the_same(client, draft, editor):
    row = VerdictText.objects.get(draft=draft, key="pairing")
    give_up()
    there = VerdictText.objects.get(draft=make_rulebook_draft(), key="pairing")
    answer = client.post(page("change", row.pk, kind="verdicttext"), {"title": "T", "summary": OURS})
    assert kept(answer)
    assert f'action="{page("change", there.pk, kind="verdicttext")}"' in text(answer)


def test_where_another_draft_lacks_the_row_it_can_be_added_there(client, draft, editor, slips):
    mine = typed(slips, because=OURS)
    give_up()
    make_rulebook_draft(title="Another start", evidence=small_rulebook()["evidence"][1:])
    answer = client.post(page("change", slips.pk), mine)
    assert (answer.status_code, kept(answer)) == (409, True)
    assert f'action="{page("add")}"' in text(answer)


def test_where_nothing_may_be_added_there_it_can_be_copied(client, draft, editor, slips):
    editor.user_permissions.remove(Permission.objects.get(codename="add_evidence"))
    mine = typed(slips, because=OURS)
    give_up()
    make_rulebook_draft(title="Another start", evidence=small_rulebook()["evidence"][1:])
    answer = client.post(page("change", slips.pk), mine)
    assert (answer.status_code, kept(answer)) == (409, True)
    assert "“Another start” is open now, and has none of that key" in text(answer)


def test_a_row_that_was_removed_before_its_draft_closed_is_kept_too(client, draft, editor, slips):
    mine = typed(slips, because=OURS)
    services.remove_row(draft, slips, by=None, at=NOW)
    give_up()
    there = Evidence.objects.get(draft=make_rulebook_draft(), key="slips")
    answer = client.post(page("change", slips.pk), mine)
    assert (answer.status_code, kept(answer)) == (409, True)
    assert f'action="{page("change", there.pk)}"' in text(answer)


def test_a_new_row_does_not_slip_into_another_draft_unseen(client, draft, editor):
    mine = evidence_inputs(because=OURS)
    mine["draft"] = str(draft.pk)
    give_up()
    now = make_rulebook_draft(title="Another start")
    answer = client.post(page("add"), mine)
    assert (answer.status_code, kept(answer)) == (409, True)
    assert "“Another start”" in text(answer)
    assert not now.evidence_rows.filter(because=OURS).exists()
    mine["draft"] = str(now.pk)
    assert client.post(page("add"), mine).status_code == 302
    assert now.evidence_rows.filter(because=OURS).exists()


def test_what_the_other_draft_refuses_is_told_with_the_rest(client, draft, editor, slips):
    mine = typed(slips, because=OURS, points="99")
    give_up()
    make_rulebook_draft()
    answer = client.post(page("change", slips.pk), mine)
    assert (answer.status_code, kept(answer)) == (409, True)
    assert "Points must be" in text(answer)


# ---- the row has gone from the draft ----------------------------------------------------------------------------


def test_a_row_that_was_removed_before_it_was_saved_is_shown_again_to_be_added_anew(client, draft, editor, slips):
    services.remove_row(draft, slips, by=make_user(BEN), at=NOW)
    answer = client.post(page("change", slips.pk), typed(slips, because=OURS))
    assert (answer.status_code, kept(answer)) == (409, True)
    assert "ben@example.com has removed this" in text(answer)
    assert "Add mine as a new one" in text(answer)
    assert client.post(page("add"), typed(slips, because=OURS)).status_code == 302
    assert draft.evidence_rows.get(key="slips").because == OURS


# ---- who and what it is not for ---------------------------------------------------------------------------------


def test_whoever_may_not_write_gets_no_form_of_a_closed_draft(client, draft, slips):
    client.force_login(make_support())
    give_up()
    assert client.post(page("change", slips.pk), typed(slips, because=OURS)).status_code == 302
    assert client.post(page("add"), evidence_inputs(draft=str(draft.pk))).status_code == 403


@pytest.mark.parametrize("claimed", ["", "x", "0", "9" * 30, "²"])
def test_a_draft_that_never_was_is_no_draft(client, editor, claimed):
    assert client.post(page("add"), posted(draft=claimed)).status_code == 403
    assert client.post(page("change", claimed or "7"), posted(because=OURS)).status_code in (302, 404)
    now = make_rulebook_draft(evidence=[evidence("slips", "execution", 5, "engineer_count", "at_least", 3)])
    assert client.post(page("add"), evidence_inputs(draft=claimed)).status_code == 302
    assert now.evidence_rows.filter(key="slow_hiring").exists()
