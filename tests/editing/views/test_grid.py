import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from hireguide.rulebooks import services
from hireguide.rulebooks.forms import GridForm
from hireguide.rulebooks.models import Band, Cell
from tests.editing.people import make_staff
from tests.factories import ADA, BEN, NOW, make_edition, make_rulebook_draft, make_user

pytestmark = pytest.mark.django_db

PAGE = reverse("editing:grid")


@pytest.fixture
def draft():
    return make_rulebook_draft(base=make_edition(), title="Tighter thresholds")


@pytest.fixture
def editor(client):
    user = make_staff("editor")
    rights = Permission.objects.filter(codename__in=("change_cell", "change_band"))
    user.user_permissions.add(*rights)
    client.force_login(user)
    return user


def typed(draft, **changes):
    shown = {field.html_name: str(field.value()) for field in GridForm(draft)}
    return shown | {name.replace("__", "-"): value for name, value in changes.items()}


def change(draft, key, sentence, by=ADA):
    cell = Cell.objects.get(draft=draft, key=key)
    cell.because = sentence
    services.store_rows(draft, [cell], by=make_user(by), at=NOW)


def test_the_grid_and_both_thresholds_are_one_page_of_the_draft(client, draft, editor):
    shown = client.get(PAGE).content.decode()
    assert "Tighter thresholds" in shown
    assert shown.count("The cell ") == 9
    assert shown.index("Execution: large gap") < shown.index("Execution: no gap")
    assert 'name="band-strategy-large_from" value="8"' in shown
    assert f'formaction="{reverse("editing:preview", args=("grid",))}"' in shown


def test_what_was_changed_is_stored_at_once_and_nothing_else(client, draft, editor):
    changed = typed(draft, band__execution__some_from="3", cell__some__some__verdict="neither_yet")
    answer = client.post(PAGE, changed, follow=True)
    assert "Stored: 2 parts of the grid changed." in answer.content.decode()
    assert Band.objects.get(draft=draft, key="execution").some_from == 3
    cell = Cell.objects.get(draft=draft, key="some.some")
    assert (cell.verdict, cell.history.first().history_user) == ("neither_yet", editor)
    assert {row.revision for row in Cell.objects.exclude(pk=cell.pk)} == {1}
    draft.refresh_from_db()
    assert draft.version == 2


def test_a_grid_that_nobody_changed_stores_nothing(client, draft, editor):
    assert "nothing was stored" in client.post(PAGE, typed(draft), follow=True).content.decode()
    draft.refresh_from_db()
    assert draft.version == 1


def test_it_needs_staff_with_the_right(client, draft):
    assert client.get(PAGE).status_code == 302
    client.force_login(make_staff("outsider"))
    assert client.get(PAGE).status_code == 404


def test_who_may_only_look_finds_the_grid_locked(client, draft):
    client.force_login(make_staff("reader"))
    shown = client.get(PAGE).content.decode()
    assert "disabled" in shown
    assert "Save the grid" not in shown
    assert client.post(PAGE, typed(draft, band__execution__some_from="3")).status_code == 404


def test_htmx_gets_the_panel_alone(client, draft, editor):
    shown = client.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert "<title>The grid" in shown
    assert "<html" not in shown


def test_bad_input_is_kept_with_the_error_beside_it(client, draft, editor):
    answer = client.post(PAGE, typed(draft, band__execution__some_from="few", cell__none__none__because=""))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert '<a href="#id_band-execution-some_from">Execution gap: Some gap from must be a whole number' in shown
    assert 'value="few"' in shown
    assert "Enter the sentence of this cell" in shown
    assert Band.objects.get(draft=draft, key="execution").some_from == 4


def test_a_step_back_from_the_effect_s_page_shows_the_grid_as_it_was_typed(client, draft, editor):
    answer = client.post(PAGE, typed(draft, band__execution__some_from="few", step="back"))
    assert answer.status_code == 200
    assert 'value="few"' in answer.content.decode()


def test_a_cell_changed_meanwhile_is_shown_with_theirs_beside_mine_and_can_be_saved_over(client, draft, editor):
    mine = typed(draft, cell__some__some__because="Mine.", cell__none__none__because="Mine alone.")
    change(draft, "some.some", "Theirs.")
    answer = client.post(PAGE, mine)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert f"{ADA} has changed this" in shown
    assert "Theirs." in shown
    assert "Mine alone." in shown
    assert Cell.objects.get(draft=draft, key="none.none").because != "Mine alone."
    client.post(PAGE, mine | {"over": answer.context["over"]})
    assert Cell.objects.get(draft=draft, key="some.some").because == "Mine."
    assert Cell.objects.get(draft=draft, key="none.none").because == "Mine alone."


def test_without_a_draft_the_page_leads_to_the_start(client, editor):
    shown = client.get(PAGE).content.decode()
    assert "No draft is open" in shown
    assert reverse("editing:start") in shown
    assert client.post(PAGE, {}).status_code in (200, 302)


def test_what_the_draft_refuses_by_then_is_told(client, draft, editor, monkeypatch):
    from hireguide.editing.views import grid
    from hireguide.rules import Fault, RulebookError

    def store(held, rows, **others):
        raise RulebookError([Fault("grid.some.some.because", "must not be blank")])

    monkeypatch.setattr(grid, "store_rows", store)
    answer = client.post(PAGE, typed(draft, band__execution__some_from="3"))
    assert "Because must not be blank" in answer.content.decode()


@pytest.mark.parametrize("at_the_very_moment", [False, True])
def test_what_was_typed_into_a_draft_that_has_closed_is_shown_again(
    client, draft, editor, monkeypatch, at_the_very_moment
):
    from hireguide.editing.views import grid

    mine = typed(draft, cell__some__some__because="Mine.") | {"draft": draft.pk}
    assert f'name="draft" value="{draft.pk}"' in client.get(PAGE).content.decode()

    def store(held, rows, **others):
        raise services.DraftIsClosedError(services.give_up_draft(held, by=None, at=NOW))

    if at_the_very_moment:
        monkeypatch.setattr(grid, "store_rows", store)
    else:
        services.give_up_draft(draft, by=None, at=NOW)
    answer = client.post(PAGE, mine)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert ">Mine.</textarea>" in shown.replace("\n", "")
    assert "“Tighter thresholds” was given up" in shown
    assert reverse("editing:start") in shown
    assert not Cell.objects.filter(because="Mine.").exists()


def test_what_was_typed_is_offered_to_another_draft_and_only_that(client, draft, editor):
    change(draft, "none.none", "Theirs.")
    mine = typed(draft, cell__some__some__because="Mine.", band__execution__some_from="3") | {"draft": draft.pk}
    services.give_up_draft(draft, by=None, at=NOW)
    now = make_rulebook_draft(title="Another start")
    change(now, "some.none", "Otherwise here.", by=BEN)
    answer = client.post(PAGE, mine)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "“Another start” is open now" in shown
    assert "The cell some, some." in shown  # what stands there, beside mine
    again = {field.html_name: str(field.value()) for field in answer.context["form"]} | {"draft": now.pk}
    assert not Cell.objects.filter(draft=now, because="Mine.").exists()
    assert client.post(PAGE, again).status_code == 302
    cells = {cell.key: cell.because for cell in Cell.objects.filter(draft=now)}
    assert cells["some.some"] == "Mine."
    assert cells["none.none"] == "The cell none, none."
    assert cells["some.none"] == "Otherwise here."
    assert Band.objects.get(draft=now, key="execution").some_from == 3


def test_what_cannot_be_read_is_kept_for_the_other_draft_too(client, draft, editor):
    mine = typed(draft, band__execution__some_from="few") | {"draft": draft.pk}
    services.give_up_draft(draft, by=None, at=NOW)
    make_rulebook_draft()
    for step in ({}, {"step": "back"}):
        answer = client.post(PAGE, mine | step)
        assert answer.status_code == 409
        assert 'value="few"' in answer.content.decode()
