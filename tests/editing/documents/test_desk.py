import pytest
from django.contrib import admin
from django.urls import reverse

from hireguide.editing.documents.desk import desk
from tests.editing.people import make_staff
from tests.factories import ADA, make_user

pytestmark = pytest.mark.django_db


def listed(rf, user):
    """Django's own list for somebody, and ours: each group with its models' names."""
    request = rf.get(reverse("admin:index"))
    request.user = user
    apps = admin.site.get_app_list(request)
    return apps, {group["name"]: [model["name"] for model in group["models"]] for group in desk(apps)}


def test_staff_find_what_they_come_for_first_and_the_machinery_last(rf):
    _, groups = listed(rf, make_user(ADA))
    assert next(iter(groups)) == "Rules"
    assert [*groups][-1] == "Behind the scenes"
    assert groups["Rules"][:3] == ["Situations", "Evidence", "The grid"]
    assert groups["People"] == ["Accounts", "Groups and their rights", "Second factors"]
    assert groups["Who did what to the rules"] == ["Audit list"]


def test_nothing_that_can_be_opened_is_left_out_and_nothing_stands_twice(rf):
    apps, _ = listed(rf, make_user(ADA))
    unknown = {"name": "Weather", "app_url": "/w/", "models": [{"object_name": "Rain", "name": "Rain"}]}
    apps = [*apps, unknown]
    ours = [model["object_name"] for group in desk(apps) for model in group["models"]]
    assert sorted(ours) == sorted(["Grid", *(model["object_name"] for app in apps for model in app["models"])])
    assert [group["name"] for group in desk(apps)][-2:] == ["Weather", "Behind the scenes"]


def test_whoever_may_see_little_gets_no_empty_groups(rf):
    assert [*listed(rf, make_staff("reader"))[1].items()] == [("Rules", ["The grid", "Drafts of the rulebook"])]
    assert listed(rf, make_staff("outsider"))[1] == {}
