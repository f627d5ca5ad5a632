import pytest
from django.urls import reverse

from hireguide.rulebooks import services
from hireguide.rulebooks.models import Evidence, Expectation
from tests.factories import NOW, make_rulebook_draft, make_user, when
from tests.rulebooks.admin.people import make_editor, make_support

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_rulebook_draft()


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def change(draft, key, **columns):
    row = Evidence.objects.get(draft=draft, key=key)
    for name, value in columns.items():
        setattr(row, name, value)
    services.store_rows(draft, [row], by=None, at=NOW)
    return row


def history(row, kind="evidence"):
    return reverse(f"admin:rulebooks_{kind}_history", args=(row.pk,))


def version_page(row, version):
    return reverse("admin:rulebooks_evidence_simple_history", args=(row.pk, version.pk))


def test_the_history_tells_what_changed_in_words(client, draft, editor):
    change(draft, "slips", points=4)
    row = change(draft, "slips", when=when("delivery_pain", "is", "high"), points=3)
    shown = client.get(history(row)).content.decode()
    assert "slipping commitments: nearly always" in shown
    assert "slipping commitments: often, or nearly always" in shown
    assert "delivery_pain" not in shown


def test_the_first_edit_s_history_tells_what_stood_before_it_and_can_give_it_back(client, editor):
    draft = make_rulebook_draft(by=make_user("author@example.com"))
    row = change(draft, "slips", because="Otherwise said.")
    shown = client.get(history(row)).content.decode()
    assert "Nothing to compare with" not in shown.partition("Otherwise said.")[0]
    assert "The sentence of slips." in shown
    assert "author@example.com" in shown
    beginning = Evidence.history.filter(id=row.pk).last()
    again = f"{reverse('admin:rulebooks_evidence_change', args=(row.pk,))}?version={beginning.pk}"
    assert "The sentence of slips." in client.get(again).content.decode()


def test_the_ends_of_an_expectation_are_told_by_the_answers_of_its_question(client, editor):
    never = {"gap": "execution", "never": "lowers", "because": "Pain is pain."}
    ends = {"key": "more_pain", "field": "delivery_pain", "from": "none", "to": "high"}
    draft = make_rulebook_draft(expectations=[ends | never])
    row = Expectation.objects.get(draft=draft)
    for end in ("medium", "low"):
        row.end = end
        services.store_rows(draft, [row], by=None, at=NOW)
        row.refresh_from_db()
    shown = client.get(history(row, "expectation")).content.decode()
    assert "Often" in shown
    assert "Now and then" in shown


def test_an_earlier_version_can_be_taken_into_the_form_and_nothing_is_stored_by_that(client, draft, editor):
    change(draft, "slips", points=4, because="Earlier.")
    row = change(draft, "slips", points=3, because="Later.")
    earlier = Evidence.history.get(id=row.pk, because="Earlier.")
    shown = client.get(version_page(row, earlier)).content.decode()
    again = f"{reverse('admin:rulebooks_evidence_change', args=(row.pk,))}?version={earlier.pk}"
    assert again in shown
    assert "Earlier." in client.get(again).content.decode()
    assert Evidence.objects.get(pk=row.pk).because == "Later."


@pytest.mark.parametrize("version", ["x", "9" * 12, "123456"])
def test_a_version_that_there_is_not_leaves_the_form_as_it_is(client, draft, editor, version):
    row = change(draft, "slips", because="Later.")
    page = reverse("admin:rulebooks_evidence_change", args=(row.pk,))
    assert "Later." in client.get(page, {"version": version}).content.decode()


def test_nothing_is_written_from_a_version_s_page(client, draft, editor):
    change(draft, "slips", points=4)
    row = change(draft, "slips", points=3)
    earlier = Evidence.history.filter(id=row.pk).last()
    assert client.post(version_page(row, earlier), {"points": "4"}).status_code == 403
    assert Evidence.objects.get(pk=row.pk).points == 3


def test_support_reads_versions_without_a_way_to_take_them(client, draft):
    row = change(draft, "slips", points=4)
    client.force_login(make_support())
    shown = client.get(version_page(row, Evidence.history.filter(id=row.pk)[0])).content.decode()
    assert "Take these values" not in shown
    assert "Execution gap" in shown


def test_a_version_of_a_closed_draft_can_only_be_read(client, draft, editor):
    row = change(draft, "slips", points=4)
    services.give_up_draft(draft, by=None, at=NOW)
    make_rulebook_draft()
    shown = client.get(version_page(row, Evidence.history.filter(id=row.pk)[0])).content.decode()
    assert "Past draft" in shown
    assert "Take these values" not in shown


def test_it_needs_somebody_signed_in_and_a_row_that_there_was(client, draft, editor):
    row = change(draft, "slips", points=4)
    assert client.get(reverse("admin:rulebooks_evidence_history", args=("x",))).status_code == 404
    assert client.get(reverse("admin:rulebooks_evidence_history", args=(10**6,))).status_code == 404
    client.logout()
    assert client.get(history(row)).status_code == 302


def test_a_draft_s_own_history_can_be_read(client, draft, editor):
    services.rename_draft(draft, title="Another title", intent="", name="A small rulebook", by=editor, at=NOW)
    shown = client.get(reverse("admin:rulebooks_rulebookdraft_history", args=(draft.pk,))).content.decode()
    assert "Another title" in shown
    version = draft.history.last()
    first = client.get(reverse("admin:rulebooks_rulebookdraft_simple_history", args=(draft.pk, version.pk)))
    assert "A change" in first.content.decode()


@pytest.mark.parametrize(("row", "version"), [("x", "1"), ("{row}", "x"), ("{row}", "²"), ("9" * 30, "9" * 30)])
def test_an_address_that_names_no_version_finds_nothing(client, draft, editor, row, version):
    known = change(draft, "slips", points=4)
    address = f"/admin/rulebooks/evidence/{row.format(row=known.pk)}/history/{version}/"
    assert client.get(address).status_code == 404


def test_a_version_of_a_draft_stays_readable_when_who_began_it_is_gone(client):
    author = make_user("author@example.com")
    draft = make_rulebook_draft(by=author)
    author.delete()
    client.force_login(make_support())
    draft.refresh_from_db()
    version = draft.history.first()
    address = reverse("admin:rulebooks_rulebookdraft_simple_history", args=(draft.pk, version.pk))
    assert "A change" in client.get(address).content.decode()
