"""Every page of the admin, as a browser under our content policy sees it: nothing inline."""

from html.parser import HTMLParser

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from hireguide.editing import urls as editing_urls
from hireguide.rulebooks.models import ROWS
from tests.factories import ADA, BEN, make_diagnosis, make_edition, make_rulebook_draft, make_user

pytestmark = pytest.mark.django_db

REFUSED = {"style", "base", "object", "embed", "iframe"}


class Page(HTMLParser):
    """What of a page the content policy would refuse, and what a reader expects of every page."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.refused, self.headings = [], 0
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        scripted = [name for name in attributes if name == "style" or name.startswith("on")]
        led = [name for name, value in attrs if (value or "").lower().startswith("javascript:")]
        data = attributes.get("type") == "application/json"
        inline = tag == "script" and "src" not in attributes and not data
        if tag in REFUSED or scripted or led or inline:
            self.refused.append(f"<{tag} {attributes}>")
        self.headings += tag == "h1"


@pytest.fixture
def ada(client):
    user = make_user(ADA)
    client.force_login(user)
    return user


@pytest.fixture
def records(ada):
    """One record at least of each kind that has a page."""
    edition = make_edition()
    make_diagnosis()
    make_rulebook_draft(base=edition, by=ada)
    Group.objects.create(name="A group")
    TOTP.activate(make_user(BEN), "JBSWY3DPEHPK3PXP")


def addresses(model):
    """List, search, form for a new one; of the first record its page, deleting and history."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    yield reverse(f"{name}_changelist")
    yield f"{reverse(f'{name}_changelist')}?q=e&o=1"
    yield reverse(f"{name}_add")
    first = model._default_manager.first()
    if first:
        for page in ("change", "delete", "history"):
            yield reverse(f"{name}_{page}", args=[first.pk])
        past = getattr(first, "history", None)
        if past and past.exists():
            yield reverse(f"{name}_simple_history", args=[first.pk, past.first().pk])


def look(client, address):
    """The page at `address`, looked over; pages that are shut to everybody (403) or lead elsewhere have none."""
    answer = client.get(address)
    assert answer.status_code in {200, 302, 403, 405}, f"{address}: {answer.status_code}"
    assert "'none'" in answer["Content-Security-Policy"]
    if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
        page = Page(answer.content.decode())
        assert not page.refused, f"{address}: {page.refused}"
        return page
    return None


@pytest.mark.bare
def test_no_page_of_a_kind_of_record_has_anything_inline(client, records):
    seen = 0
    for model in admin.site._registry:
        for address in addresses(model):
            page = look(client, address)
            seen += page is not None
            assert page is None or page.headings == 1, address
    assert seen > 3 * len(admin.site._registry)


@pytest.mark.bare
def test_no_other_page_of_the_admin_has_anything_inline(client, records):
    apps = {model._meta.app_label for model in admin.site._registry}
    pages = [
        reverse("admin:index"),
        reverse("admin:password_change"),
        reverse("admin:auth_user_password_change", args=[make_user("cleo@example.com").pk]),
        *(reverse("admin:app_list", args=[label]) for label in apps),
        f"{reverse('admin:accounts_user_add')}?_popup=1",
        f"{reverse('admin:accounts_user_changelist')}?_popup=1&is_staff__exact=1",
    ]
    for address in pages:
        assert look(client, address), address


@pytest.mark.bare
def test_no_page_of_the_work_on_the_rules_has_anything_inline(client, records):
    seen = 0
    for pattern in editing_urls.urlpatterns:
        takes_nothing = not pattern.pattern.converters and not pattern.pattern.regex.groups
        if takes_nothing and pattern.name != "condition_row":  # a piece of a form, which asks for a field
            page = look(client, reverse(f"editing:{pattern.name}"))
            seen += page is not None
            assert page is None or page.headings <= 1, pattern.name
    assert seen > 5


def test_deleting_many_asks_on_a_page_with_nothing_inline(client, records):
    chosen = {"action": "delete_selected", "_selected_action": [str(Group.objects.create(name="Guests").pk)]}
    answer = client.post(reverse("admin:auth_group_changelist"), chosen)
    assert answer.status_code == 200
    assert not Page(answer.content.decode()).refused


def test_a_popup_answers_with_data_and_a_script_of_its_own_file(client, ada):
    answer = client.post(reverse("admin:auth_group_add"), {"name": "New", "_popup": "1"})
    page = Page(answer.content.decode())
    assert (answer.status_code, page.refused) == (200, [])


def test_the_admin_looks_as_the_reader_chose_for_the_whole_site(client, ada):
    client.cookies["theme"] = "dark"
    page = client.get(reverse("admin:index")).content.decode()
    assert "theme-dark" in page
    assert "admin/js/theme.js" not in page


def test_every_part_of_a_draft_has_a_page_here_or_one_of_ours():
    without = {row._meta.model_name for row in ROWS if row not in admin.site._registry}
    assert without <= {"band", "cell"}  # the bands and the grid are edited as a grid
