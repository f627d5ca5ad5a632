import pytest
from django.urls import reverse

from hireguide.rulebooks import services
from hireguide.rulebooks.models import Evidence, Source
from tests.factories import ADA, BEN, NOW, make_edition, make_rulebook_draft, make_user
from tests.rulebooks.admin.people import make_editor, make_support
from tests.rulebooks.forms.posting import evidence_inputs, posted

pytestmark = pytest.mark.django_db

KINDS = ("source", "evidence", "situation", "advice", "verdicttext", "cost", "plan", "expectation", "example")
HTMX = {"HX-Request": "true"}


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


def page(name, *args, kind="evidence"):
    return reverse(f"admin:rulebooks_{kind}_{name}", args=args)


def text(answer):
    return answer.content.decode()


def typed(row, **changes):
    """What the form of `row` posts, with some of it typed otherwise."""
    shown = {"key": row.key, "gap": row.gap, "points": str(row.points), "because": row.because}
    condition = row.when["all"][0]
    lines = {f"when__all__0__{name}": str(condition[name]) for name in ("field", "op", "value")}
    return posted(**{**shown, "sources": row.sources, "revision": str(row.revision), **lines, **changes})


# ---- works · needs sign-in · without right ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_finds_opens_and_may_add_every_kind_of_row(client, draft, editor, kind):
    listed = client.get(page("changelist", kind=kind))
    assert listed.status_code == 200
    assert "Tighter thresholds" in text(listed)
    assert reverse("editing:draft") in text(listed)
    assert f"{reverse('editing:compare')}?a=1&amp;b=draft" in text(listed)
    row = listed.context["cl"].queryset.first()
    if row:
        opened = client.get(page("change", row.pk, kind=kind))
        assert opened.status_code == 200
        assert "Tighter thresholds" in text(opened)
    assert client.get(page("add", kind=kind)).status_code == (403 if kind == "verdicttext" else 200)


def test_a_row_is_stored_by_who_typed_it_and_its_history_says_so(client, draft, editor, slips):
    answer = client.post(page("change", slips.pk), typed(slips, points="4"))
    assert answer.headers["Location"] == page("changelist")
    stored = Evidence.objects.get(pk=slips.pk)
    assert (stored.points, stored.revision) == (4, 2)
    assert stored.history.first().history_user == editor
    draft.refresh_from_db()
    assert draft.version == 2


def test_a_row_that_nobody_changed_is_not_written_again(client, draft, editor, slips):
    client.post(page("change", slips.pk), typed(slips))
    assert Evidence.objects.get(pk=slips.pk).revision == 1
    draft.refresh_from_db()
    assert draft.version == 1


def test_a_new_row_stands_behind_the_others(client, draft, editor):
    answer = client.post(page("add"), evidence_inputs(_continue="yes"))
    added = Evidence.objects.get(key="slow_hiring")
    assert answer.headers["Location"] == page("change", added.pk)
    assert added.draft == draft
    assert added.position == 4


def test_it_needs_somebody_signed_in_with_the_right(client, draft, slips):
    assert client.get(page("change", slips.pk)).status_code == 302
    client.force_login(make_user(BEN, is_staff=True))
    assert client.get(page("change", slips.pk)).status_code == 403
    assert client.post(page("change", slips.pk), typed(slips, points="4")).status_code == 403


def test_support_reads_a_row_in_words_and_writes_nothing(client, draft, slips):
    client.force_login(make_support())
    shown = client.get(page("change", slips.pk))
    assert "slipping commitments: often, or nearly always" in text(shown)
    assert "<textarea" not in text(shown)
    refused = [
        client.post(page("change", slips.pk), typed(slips, points="4")),
        client.get(page("add")),
        client.post(page("add"), evidence_inputs()),
        client.post(page("delete", slips.pk), {"revision": "1"}),
    ]
    assert [answer.status_code for answer in refused] == [403] * 4
    assert Evidence.objects.get(pk=slips.pk).points == 5


def test_where_no_draft_is_open_the_list_says_so_and_leads_to_the_start(client, editor):
    shown = client.get(page("changelist"))
    assert "No draft is open" in text(shown)
    assert reverse("editing:start") in text(shown)
    assert client.get(page("add")).status_code == 403


def test_the_rows_of_a_closed_draft_are_not_listed_and_their_history_can_be_read(client, draft, editor, slips):
    client.post(page("change", slips.pk), typed(slips, points="4"))
    services.give_up_draft(draft, by=None, at=NOW)
    assert client.get(page("change", slips.pk)).status_code == 302
    history = client.get(page("history", slips.pk))
    assert history.status_code == 200
    assert "Past draft" in text(history)
    assert "given up" in text(history)


# ---- bad input --------------------------------------------------------------------------------------------------


def test_bad_input_is_kept_with_the_error_beside_it(client, draft, editor, slips):
    answer = client.post(page("change", slips.pk), typed(slips, points="many", when__all__0__value="seldom"))
    assert answer.status_code == 422
    shown = text(answer)
    assert '<a href="#id_points">Points must be a whole number from -5 to 5, not “many”</a>' in shown
    assert 'value="many"' in shown
    assert '<div class="error" id="id_when-all-0-error"><p>Slipping commitments: choose one of' in shown
    assert "<title>Error: slips – Change evidence" in shown
    assert Evidence.objects.get(pk=slips.pk).points == 5


def test_what_the_draft_refuses_by_then_is_told_on_the_page(client, draft, editor, slips, monkeypatch):
    source = Source(draft=draft, key="talk", author="A", title="T", grade="expert", year=None, url=None)
    services.store_rows(draft, [source], by=None, at=NOW)
    data = typed(slips, sources=["talk"])

    from hireguide.rulebooks.admin import rows

    store = rows.store_rows

    def store_after_the_source_went(held, changed, **others):
        services.remove_row(held, Source.objects.get(key="talk"), by=None, at=NOW)
        return store(held, changed, **others)

    monkeypatch.setattr(rows, "store_rows", store_after_the_source_went)
    answer = client.post(page("change", slips.pk), data)
    assert answer.status_code == 422
    assert "Sources must be the key of a source (ours), not “talk”" in text(answer)


# ---- two at once ------------------------------------------------------------------------------------------------


@pytest.fixture
def theirs(draft, slips):
    """What Ada made of the row after the editor opened it."""
    row = Evidence.objects.get(pk=slips.pk)
    row.because = "Theirs."
    services.store_rows(draft, [row], by=make_user(ADA), at=NOW)
    return row


def test_a_row_changed_meanwhile_is_shown_with_theirs_beside_mine(client, draft, editor, slips, theirs):
    answer = client.post(page("change", slips.pk), typed(slips, because="Mine.", points="3"))
    assert answer.status_code == 409
    shown = text(answer)
    assert f"{ADA} has changed this" in shown
    assert "Theirs." in shown
    assert ">Mine.</textarea>" in shown.replace("\n", "")
    assert Evidence.objects.get(pk=slips.pk).because == "Theirs."


def test_mine_can_be_saved_over_theirs_knowingly(client, draft, editor, slips, theirs):
    client.post(page("change", slips.pk), typed(slips, because="Mine.", over="2"))
    assert Evidence.objects.get(pk=slips.pk).because == "Mine."


def test_saving_over_what_was_not_shown_is_a_conflict_again(client, draft, editor, slips, theirs):
    theirs.because = "Theirs again."
    services.store_rows(draft, [Evidence.objects.get(pk=slips.pk).fill(theirs.item())], by=None, at=NOW)
    answer = client.post(page("change", slips.pk), typed(slips, because="Mine.", over="2"))
    assert answer.status_code == 409
    assert Evidence.objects.get(pk=slips.pk).because == "Theirs again."


def test_a_row_that_somebody_removed_while_it_was_saved_can_be_added_anew(client, draft, editor, slips, monkeypatch):
    from hireguide.rulebooks.admin import rows

    def gone(held, changed, **others):
        raise services.ChangedMeanwhileError(None, None)

    monkeypatch.setattr(rows, "store_rows", gone)
    answer = client.post(page("change", slips.pk), typed(slips, because="Mine."))
    assert answer.status_code == 409
    assert f'formaction="{page("add")}"' in text(answer)


# ---- steps, with htmx and without ---------------------------------------------------------------------------------


def test_without_a_script_a_step_shows_the_form_again_with_all_that_was_typed(client, draft, editor):
    answer = client.post(page("add"), evidence_inputs(points="many", because="Kept.", step="add when-any"))
    assert answer.status_code == 200
    shown = text(answer)
    assert 'name="when-any-0-field"' in shown
    assert 'value="many"' in shown
    assert "Kept." in shown
    assert "There is a problem" not in shown
    assert not Evidence.objects.filter(key="slow_hiring").exists()


def test_with_htmx_a_step_answers_with_the_group_alone(client, draft, editor):
    answer = client.post(
        page("add"), evidence_inputs(step="add when-any"), headers={**HTMX, "HX-Target": "id_when-any"}
    )
    shown = text(answer)
    assert shown.lstrip().startswith('<fieldset class="conditions" id="id_when-any">')
    assert 'name="when-any-0-field"' in shown
    assert "<html" not in shown


# ---- deleting -----------------------------------------------------------------------------------------------------


def test_a_row_is_deleted_once_asked_and_can_be_taken_from_its_history(client, draft, editor, slips):
    assert "Delete slips" in text(client.get(page("delete", slips.pk)))
    client.post(page("delete", slips.pk), {"revision": "1"})
    assert not Evidence.objects.filter(pk=slips.pk).exists()
    version = Evidence.history.filter(id=slips.pk).first()
    assert version.history_user == editor
    shown = client.get(reverse("admin:rulebooks_evidence_simple_history", args=(slips.pk, version.pk)))
    again = f"{page('add')}?version={version.pk}"
    assert again in text(shown)
    assert "The sentence of slips." in text(client.get(again))


def test_a_row_that_somebody_changed_meanwhile_is_not_deleted(client, draft, editor, slips, theirs):
    answer = client.post(page("delete", slips.pk), {"revision": "1"})
    assert answer.status_code == 409
    assert f"{ADA} has changed this" in text(answer)
    assert Evidence.objects.filter(pk=slips.pk).exists()


def test_a_source_that_is_cited_stays_and_the_page_names_who_cites_it(client, draft, editor, slips):
    ours = Source.objects.get(draft=draft)
    shown = client.get(page("delete", ours.pk, kind="source"))
    assert page("change", slips.pk) in text(shown)
    refused = client.post(page("delete", ours.pk, kind="source"), {"revision": "1"})
    assert refused.status_code == 409
    assert Source.objects.filter(pk=ours.pk).exists()


def test_a_row_that_is_gone_by_then_is_told(client, draft, editor, slips):
    services.remove_row(draft, slips, by=None, at=NOW)
    for answer in (
        client.get(page("change", slips.pk), follow=True),
        client.post(page("delete", slips.pk), {"revision": "1"}, follow=True),
    ):
        assert "deleted" in text(answer)


def test_there_is_no_way_to_delete_many_at_once(client, draft, editor, slips):
    client.post(page("changelist"), {"action": "delete_selected", "_selected_action": slips.pk, "post": "yes"})
    assert Evidence.objects.filter(pk=slips.pk).exists()


def test_a_list_takes_few_queries(client, draft, editor, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        client.get(page("changelist"))
