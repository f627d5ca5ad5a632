import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from hireguide.editing.models import AuditEntry
from hireguide.editing.services.audit import record
from tests.factories import ADA, BEN, NOW, make_edition, make_user

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"admin:editing_auditentry_{name}", args=args)


@pytest.fixture
def entry():
    who = make_user("author@example.com")
    return record(AuditEntry.Action.PUBLISH, who=who, at=NOW, edition=make_edition(), note="Slips weigh less.")


def test_the_audit_list_is_searched_and_filtered(client, entry):
    record(AuditEntry.Action.ROLL_BACK, who=None, at=NOW, note="Another.")
    client.force_login(make_user(ADA))
    filters = [
        {"q": "weigh"},
        {"action": "publish"},
        {"who__id__exact": entry.who_id},
        {"at__gte": "2026-01-01 00:00:00+00:00"},
    ]
    filters.insert(0, {"edition__id__exact": entry.edition_id})  # the link beside an edition
    listed = [client.get(page("changelist"), chosen).content.decode() for chosen in filters]
    assert all("Slips weigh less." in each for each in listed)
    assert ["Another." in each for each in listed] == [False, False, False, False, True]
    assert f'href="/admin/rulebooks/edition/{entry.edition_id}/change/">Edition 1</a>' in listed[0]


def test_an_entry_is_read_whole(client, entry):
    record(AuditEntry.Action.ROLL_BACK, who=None, at=NOW)
    client.force_login(make_user(ADA))
    assert "author@example.com" in client.get(page("change", entry.pk)).content.decode()
    other = AuditEntry.objects.get(action="roll_back")
    assert client.get(page("change", other.pk)).status_code == 200


def test_it_needs_the_right_to_see_it(client, entry):
    assert client.get(page("changelist")).status_code == 302
    ben = make_user(BEN, is_staff=True)
    client.force_login(ben)
    assert client.get(page("changelist")).status_code == 403
    ben.user_permissions.add(Permission.objects.get(codename="view_auditentry"))
    assert client.get(page("changelist")).status_code == 200


def test_nobody_adds_changes_or_deletes_an_entry(client, entry):
    client.force_login(make_user(ADA))
    answers = [
        client.get(page("add")),
        client.post(page("change", entry.pk), {"note": "Another"}),
        client.post(page("delete", entry.pk), {"post": "yes"}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    with pytest.raises(TypeError):
        entry.delete()
