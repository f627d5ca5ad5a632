"""What a change does: works · needs sign-in · without the right 404 · htmx gets only the panel."""

import json
from html import unescape

import pytest
from django.contrib.auth.models import Permission

from hireguide.editing.views.impact import PANEL
from hireguide.rulebooks.models import Evidence
from hireguide.rulebooks.services import give_up_draft, remove_row
from tests.editing.people import make_staff
from tests.editing.views.pages import edit, text, url
from tests.factories import (
    NOW,
    make_diagnosis,
    make_draft,
    make_edition,
    make_profile,
    make_rulebook_draft,
    small_rulebook,
    when,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": PANEL}


@pytest.fixture
def edition(db):
    return make_edition()


@pytest.fixture
def draft(edition):
    return make_rulebook_draft(base=edition)


@pytest.fixture
def editor(client):
    user = make_staff("editor")
    client.force_login(user)
    client.user = user
    return client


def slips(draft):
    return Evidence.objects.get(draft=draft, key="slips")


def posted(row, **changed):
    """What the form of the rule posts."""
    return {
        "key": row.key,
        "gap": row.gap,
        "points": str(row.points),
        "because": row.because,
        "sources": row.sources,
        "revision": str(row.revision),
        "when-all-0-field": "delivery_pain",
        "when-all-0-op": "at_least",
        "when-all-0-value": "medium",
        "_save": "yes",
    } | changed


def grid_posted(draft, **changed):
    found = {}
    for row in (*draft.band_rows.all(), *draft.cell_rows.all()):
        is_band = hasattr(row, "some_from")
        prefix = f"band-{row.key}" if is_band else f"cell-{row.key.replace('.', '-')}"
        for name in ("some_from", "large_from") if is_band else ("verdict", "because"):
            found[f"{prefix}-{name}"] = getattr(row, name)
        found[f"{prefix}-revision"] = row.revision
    return found | changed


def test_the_draft_stands_beside_the_current_edition(editor, draft):
    make_diagnosis(profile=make_profile(delivery_pain="high", engineer_count=5, unguided_decisions=False))
    edit(draft, points=1)
    page = editor.get(url("impact"))
    assert page.status_code == 200
    assert "of companies would get another verdict." in text(page)
    assert "Of the one diagnosis kept, 1 would get another verdict." in text(page)
    assert "Counted: all possible companies" in text(page)
    assert f'href="/admin/rulebooks/evidence/{slips(draft).pk}/change/"' in text(page)


def test_a_posted_rule_is_judged_and_not_stored(editor, draft):
    row = slips(draft)
    page = editor.post(url("preview", "evidence", row.pk), posted(row, points="1"))
    assert page.status_code == 200
    assert "What this change does" in text(page)
    assert "of companies would get another verdict." in text(page)
    assert slips(draft).points == 5
    assert slips(draft).history.count() == row.history.count()


def test_without_htmx_the_page_keeps_what_was_typed_and_saves_it(editor, draft):
    row = slips(draft)
    editor.user.user_permissions.add(*Permission.objects.filter(codename__endswith="_evidence"))
    because = 'Half of it "slips" & more.'
    page = editor.post(url("preview", "evidence", row.pk), posted(row, points="1", because=because))
    fields = page.context["posted"]
    assert ("because", because) in fields
    assert unescape(text(page)).count(f'name="because" value="{because}"') == 1
    assert "_save" not in dict(fields)
    action = page.context["form_url"]
    back = editor.post(action, {**dict(fields), "step": "back"})
    assert back.status_code == 200
    assert 'value="1"' in text(back)
    assert slips(draft).points == 5
    assert editor.post(action, {**dict(fields), "_save": "yes"}).status_code == 302
    assert (slips(draft).points, slips(draft).because) == (1, because)


def test_a_new_rule_and_the_grid_are_judged_too(editor, draft):
    new = posted(slips(draft), key="new_one", points="-4")
    page = editor.post(url("preview", "evidence"), new)
    assert page.context["form_url"] == "/admin/rulebooks/evidence/add/"
    assert "of companies would get another verdict." in text(page)
    page = editor.post(url("preview", "grid"), grid_posted(draft, **{"cell-none-none-verdict": "pairing"}))
    assert page.context["form_url"] == url("grid")
    assert "From Neither yet to Both seats as a pair" in text(page)


def test_back_to_the_grid_keeps_what_was_typed_and_stores_nothing(editor, draft):
    editor.user.user_permissions.add(*Permission.objects.filter(codename__in=("change_cell", "change_band")))
    typed = grid_posted(draft, **{"band-execution-some_from": "5"})
    fields = editor.post(url("preview", "grid"), typed).context["posted"]
    back = editor.post(url("grid"), {**dict(fields), "step": "back"})
    assert back.status_code == 200
    assert back.context["form"]["band-execution-some_from"].value() == "5"
    assert draft.band_rows.get(key="execution").some_from == 4


def test_a_removal_is_judged_and_removes_nothing(editor, draft):
    row = slips(draft)
    page = editor.post(url("preview", "evidence", row.pk), {"remove": "yes", "revision": "1"})
    assert page.status_code == 200
    assert "of companies would get another verdict." in text(page)
    assert "Delete it" in text(page)
    assert page.context["form_url"] == f"/admin/rulebooks/evidence/{row.pk}/delete/"
    assert page.context["posted"] == [("revision", "1")]
    assert slips(draft) == row
    source = draft.source_rows.get(key="ours")
    page = editor.post(url("preview", "sources", source.pk), {"remove": "yes"})
    assert page.status_code == 422
    assert "ours" in page.context["faults"][0].message
    assert "Delete it" not in text(page)
    assert editor.post(url("preview", "evidence", 999_999), {"remove": "yes"}).status_code == 404


def test_a_move_is_judged_and_moves_nothing(editor, edition):
    overlapping = {"when": when("employee_count", "at_most", 2), "because": "Two people.", "sources": []}
    others = [{"key": "two_people", "verdict": "pairing"} | overlapping, small_rulebook()["situations"][0]]
    draft = make_rulebook_draft(situations=others)
    row = draft.situation_rows.get(key="two_people")
    page = editor.post(url("preview", "situations", row.pk), {"move": "down", "action": "x"})
    assert page.status_code == 200
    assert "of companies would get another verdict." in text(page)
    assert "if <code>two_people</code> stood one place later" in text(page)
    assert "Move it down" in text(page)
    assert page.context["form_url"] == f"/admin/rulebooks/situation/{row.pk}/move/down/"
    assert [one.key for one in draft.situation_rows.all()] == ["two_people", "too_small"]
    nowhere = text(editor.post(url("preview", "situations", row.pk), {"move": "up"}))
    assert "Nothing changes." in nowhere
    assert editor.post(url("preview", "situations", 999_999), {"move": "up"}).status_code == 404


def test_words_alone_change_nobody_and_an_untouched_form_nothing(editor, draft):
    row = slips(draft)
    page = text(editor.post(url("preview", "evidence", row.pk), posted(row, because="Otherwise said.")))
    assert "No company would get another verdict." in page
    assert "Only words, sources, prices, advice or examples differ." in page
    assert "Nothing changes." in text(editor.post(url("preview", "evidence", row.pk), posted(row)))


def test_a_form_with_errors_says_which_and_keeps_what_was_typed(editor, draft):
    row = slips(draft)
    page = editor.post(url("preview", "evidence", row.pk), posted(row, points="many"))
    assert page.status_code == 422
    assert "<title>Error: " in text(page)
    assert "What it does can’t be told yet" in text(page)
    assert page.context["faults"]
    assert ("points", "many") in page.context["posted"]
    assert "Save this change" not in text(page)
    assert "Back to the form" in text(page)


def test_htmx_gets_only_the_panel(editor, draft):
    row = slips(draft)
    panel = editor.post(url("preview", "evidence", row.pk), posted(row, points="1"), headers=HTMX)
    assert text(panel).strip().startswith('<div id="impact"')
    assert "data-announce=" in text(panel)
    assert "<title" not in text(panel)
    assert "Save this change" not in text(panel)
    assert "HX-Target" in panel["Vary"]
    panel = editor.post(url("preview", "evidence", row.pk), posted(row, points="many"), headers=HTMX)
    assert panel.status_code == 422
    assert 'href="#id_points"' in text(panel)
    page = editor.get(url("impact"), headers={"HX-Request": "true", "HX-Target": "panel"})
    assert "<html" not in text(page)


def test_it_needs_sign_in(client, draft):
    assert client.get(url("impact")).url.startswith("/admin/login/")
    assert "/admin/login/" in client.post(url("preview", "evidence")).content.decode()


def test_without_the_right_there_is_no_such_page(client, draft):
    client.force_login(make_staff("outsider"))
    assert client.get(url("impact")).status_code == 404
    assert client.post(url("preview", "evidence")).status_code == 404


def test_a_diagnosis_has_a_link_only_for_those_who_may_open_it(editor, draft):
    diagnosis = make_diagnosis(
        draft=make_draft(), profile=make_profile(delivery_pain="high", engineer_count=5, unguided_decisions=False)
    )
    edit(draft, points=1)
    address = f'href="/admin/diagnoses/diagnosis/{diagnosis.pk}/change/"'
    assert address not in text(editor.get(url("impact")))
    editor.user.user_permissions.add(Permission.objects.get(codename="view_diagnosis"))
    assert address in text(editor.get(url("impact")))
    assert diagnosis.public_id not in text(editor.get(url("impact")))  # it opens the company's name


def test_a_witness_goes_to_the_simulator_by_post_alone(editor, draft):
    edit(draft, points=1)
    page = editor.get(url("impact"))
    witness = page.context["impact"].witnesses[0]
    assert f'<form method="post" action="{url("try")}">' in text(page)
    tried = editor.post(url("try"), {"profile": witness.profile})
    assert tried.status_code == 200
    assert tried.context["form"].facts == json.loads(witness.profile)
    assert "?" not in text(page).split("impact-witnesses")[1].split("</details>")[0]


def test_empty_states_say_what_to_do(editor):
    assert "No draft is open" in text(editor.get(url("impact")))
    make_rulebook_draft()
    assert "Nothing is published yet" in text(editor.get(url("impact")))


def test_a_draft_that_has_gone_is_said(editor, edition):
    answer = editor.post(url("preview", "evidence"), {})
    assert answer.status_code == 409
    assert "No draft is open any more" in text(answer)


def test_what_was_typed_into_what_has_gone_stays_on_the_page_and_goes_back_to_its_form(editor, draft):
    row = slips(draft)
    mine = posted(row) | {"because": "Typed for an hour.", "draft": draft.pk}
    remove_row(draft, row, by=None, at=NOW)
    removed = editor.post(url("preview", "evidence", row.pk), mine)
    give_up_draft(draft, by=None, at=NOW)
    closed = editor.post(url("preview", "evidence"), mine)
    make_rulebook_draft()
    another = editor.post(url("preview", "evidence"), mine)
    for answer in (removed, closed, another):
        assert answer.status_code == 409
        assert "Nothing was stored" in text(answer)
        assert 'value="Typed for an hour."' in text(answer)
        assert "Back to the form" in text(answer)
        assert "Save this change" not in text(answer)


def test_a_preview_is_posted_and_its_address_leads_back_to_the_form(editor, draft):
    row = slips(draft)
    assert editor.get(url("preview", "evidence", row.pk)).url == f"/admin/rulebooks/evidence/{row.pk}/change/"
    assert editor.get(url("preview", "grid")).url == url("grid")
    assert editor.get(url("preview", "nonsense")).status_code == 404
    assert editor.put(url("preview", "evidence")).status_code == 405
    assert editor.post(url("preview", "evidence", 999_999), posted(row)).status_code == 404
