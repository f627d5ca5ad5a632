import json
import re
from time import process_time

import pytest
from django.conf import settings as project
from django.utils import timezone

from hireguide.accounts.models import User
from hireguide.advising.models import FollowUp, Respondent, Round
from hireguide.advising.selectors.disagreement import table_of
from hireguide.advising.selectors.due import due_diagnoses, soon
from hireguide.advising.services.demo import load_demo_workspace
from hireguide.diagnoses.models import Diagnosis, Override
from hireguide.workspaces.models import Activity, Client, Membership, Workspace
from tests.commands import run
from tests.factories import make_edition, make_user

pytestmark = pytest.mark.django_db

STORY = json.loads((project.ROOT / "fixtures" / "demo_workspace.json").read_text(encoding="utf-8"))


@pytest.fixture
def demo(settings, edition):
    settings.DEMO_ACCOUNTS = True
    assert run("load_demo").code == 0


@pytest.mark.bare
@pytest.mark.usefixtures("demo")
def test_the_story_is_told_whole_and_once():
    before = process_time()
    assert run("load_demo_workspace").out == "The demo workspace “Northbridge Advisory” is made, with 13 clients.\n"
    assert process_time() - before < 10
    members = dict(Membership.objects.values_list("user__email", "role"))
    assert members == {
        "advisor@example.com": "owner",
        "associate@example.com": "advisor",
        "observer@example.com": "viewer",
    }
    # Every verdict is what the story says of it.
    for told in STORY["clients"]:
        expected = [one["expect"] for part in ("diagnoses", "rounds") for one in told.get(part, ()) if "expect" in one]
        kept = Diagnosis.objects.of_companies().filter(client__name=told["name"]).order_by("made_at")
        assert [one.verdict for one in kept] == expected, told["name"]
    workspace, today = Workspace.objects.get(), timezone.localdate()
    owner = User.objects.get(email="advisor@example.com")
    due = {one.client.name: one.due_on for one in due_diagnoses(owner, workspace, until=soon(today))}
    assert due.pop("Juniper and Stone") == today
    assert due.pop("Brightwater Payments") < today
    assert all(day > today for day in due.values())
    assert len(due) == 2
    waiting, settled = Round.objects.order_by("-opened_at")
    ways = {way.verdict: way.sets for way in table_of(waiting).disagreement.ways}
    assert set(ways) == {"vp_engineering_first", "pairing"}
    assert [[claim.field for claim in claims] for claims in ways["pairing"]] == [["unguided_decisions"]]
    assert settled.diagnosis.verdict == "pairing"
    assert settled.closed_at
    assert Respondent.objects.filter(handed_in_at=None).count() == 1
    assert Override.objects.get().diagnosis == settled.diagnosis
    assert set(Diagnosis.objects.exclude(name="").values_list("name", flat=True)) == {
        *("After the raise", "After the reorganisation")
    }
    assert FollowUp.objects.count() == 4
    assert Client.objects.exclude(archived_at=None).get().name == "Sandpiper Travel"
    assert all(line.at <= timezone.now() for line in Activity.objects.all())
    # And once more: nothing changes, in no time.
    lines, before = Activity.objects.count(), process_time()
    assert run("load_demo_workspace").out.endswith("is there already.\n")
    assert process_time() - before < 1
    assert Activity.objects.count() == lines


def test_its_people_are_among_the_demo_accounts():
    accounts = (project.ROOT / "fixtures" / "demo.json").read_text(encoding="utf-8")
    people = {STORY["owner"], *(person["email"] for person in STORY["people"])}
    assert people <= set(re.findall(r'"email": "([^"]+)"', accounts))


def test_outside_development_it_refuses():
    done = run("load_demo_workspace")
    assert done.code == 1
    assert "development only" in done.err


def test_it_needs_a_rulebook_and_the_accounts(settings):
    settings.DEMO_ACCOUNTS = True
    assert "no rulebook is published yet" in run("load_demo_workspace").err
    make_edition()
    done = run("load_demo_workspace")
    assert done.code == 1
    assert "Run load_demo first" in done.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such file"),
        (b"{", "not JSON"),
        (b"{}", "missing 'owner'"),
        (b"[]", "a value of the wrong kind"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(settings, tmp_path, content, said):
    settings.DEMO_ACCOUNTS = True
    make_edition()
    path = tmp_path / "story.json"
    if content is not None:
        path.write_bytes(content)
    done = run("load_demo_workspace", path)
    assert done.code == 2
    assert done.err.startswith(f"{path}: ")
    assert said in done.err


def test_a_story_that_breaks_off_leaves_nothing_behind(settings):
    settings.DEMO_ACCOUNTS = True
    make_edition()
    owner = make_user("advisor@example.com")
    wrong = {"stage": "no such stage"}
    one = {"days_ago": 5, "by": owner.email, "answers": wrong}
    client = {"name": "Acme", "tags": [], "by": owner.email, "days_ago": 9, "diagnoses": [one]}
    story = {"workspace": "W", "owner": owner.email, "days_ago": 9, "people": [], "clients": [client]}
    with pytest.raises(ValueError, match="no such stage"):
        load_demo_workspace(story, now=timezone.now())
    assert not Workspace.objects.exists()
