"""Never the wrong eyes: every address of the project, opened with the ids of one workspace by whoever is not in it."""

import logging
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client as Browser

from hireguide.web.keys import new_public_id, new_token
from hireguide.web.logs import NoPublicIds
from tests import walk
from tests.signed_out import leads_to_signing_in
from tests.workspaces.house import build
from tests.workspaces.ways import WAYS

OUTSIDERS = ("anonymous", "member of another", "removed")
ACTORS = (*OUTSIDERS, "viewer", "owner")
SIGN_IN = "sign in"
NOT_OFFERED = 405  # the page knows no such method, whoever asks
# What nobody outside may ever read.
SECRETS = ("Client of alpha", "Ours alone.", "owner@alpha.example", "I know them.")

HIDDEN = {"GET": {404}, "POST": {404}}
ANYTHING = {method: {SIGN_IN, *range(200, 500)} for method in HIDDEN}
LOOKS = {"GET": {200, 302}, "POST": {NOT_OFFERED}}
REFUSED = {"GET": {403}, "POST": {403}}
# Kind → what the viewer of the workspace may be answered. Others are shown nothing: see `expected`.
VIEWER = {
    walk.DRAFT: REFUSED,
    walk.HAND_IN: REFUSED,
    walk.KEPT: {"GET": {200, 302}, "POST": {200, 302, 404}},  # nothing of a client's can be claimed
    walk.KEPT_WRITE: {"GET": {200, 302, 403}, "POST": {403}},
    walk.READ: LOOKS,
    walk.WRITE: REFUSED,
    walk.FORM: {"GET": {200, 302}, "POST": {403}},
    walk.OWNERS: REFUSED,
    walk.OWN_PLACE: {"GET": {200, 302}, "POST": {200, 302}},
}
LED_IN = {method: {SIGN_IN} for method in HIDDEN}
EVERYBODY = {
    walk.PUBLIC: ANYTHING,
    walk.SIGNED_IN: ANYTHING,
    walk.STAFF: {method: {SIGN_IN, 404, 403} for method in HIDDEN},
    walk.TOKEN: {method: {404, SIGN_IN} for method in HIDDEN},
    walk.ENDING: ANYTHING,
}
OF_A_WORKSPACE = (walk.READ, walk.WRITE, walk.FORM, walk.OWNERS, walk.OWN_PLACE)


def expected(kind, actor):
    """The answers that are right, by method."""
    if actor == "anonymous" and kind in (walk.SIGNED_IN, walk.ENDING, *OF_A_WORKSPACE):
        return LED_IN
    if kind in EVERYBODY:
        return EVERYBODY[kind]
    return VIEWER[kind] if actor == "viewer" else HIDDEN


def answer_of(response):
    """What was answered: a status, or the way to signing in."""
    return SIGN_IN if leads_to_signing_in(response) else response.status_code


@pytest.fixture
def house(db):
    return build()


def values_of(place):
    """The ids of one workspace's records, by the names that addresses have for them."""
    owner, viewer = (place.workspace.memberships.get(user=user) for user in (place.owner, place.viewer))
    return {
        "workspace_id": place.workspace.pk,
        "client_id": place.client.public_id,
        "diagnosis_id": place.diagnosis.public_id,
        "draft_id": place.diagnosis.draft.public_id,
        "round_id": place.round.public_id,
        "respondent_id": place.fay.respondent.public_id,
        "import_id": place.batch.public_id,
        "invitation_id": place.invitation.pk,
        "member_id": viewer.pk,
        "token": new_token(),  # nobody's: real ones are keys
        "section": "company",
        "kind": "csv",
        "part": "evidence",
        "way": "up",
        **dict.fromkeys(
            ("pk", "number", "replay_id", "object_id", "history_id", "id", "content_type_id", "session_id"), 1
        ),
        "owner_membership": owner.pk,
    }


def user_of(house, actor):
    people = {"member of another": house.b.advisor, "removed": house.a.removed}
    return people | {"viewer": house.a.viewer, "owner": house.a.owner}


def visits(house, actor):
    """A function that opens an address as the actor and takes back all that it did."""
    signed_in = Browser(raise_request_exception=False)
    if actor != "anonymous":
        signed_in.force_login(user_of(house, actor)[actor])

    def visit(method, path):
        browser = Browser(raise_request_exception=False)
        browser.cookies = signed_in.cookies.copy()
        with transaction.atomic():
            response = browser.generic(method, path)
            text = b"".join(response.streaming_content) if response.streaming else response.content
            done = method == "POST" and response.status_code not in (404, NOT_OFFERED)
            after = rows_of(house.a.workspace) if done and answer_of(response) != SIGN_IN else None
            transaction.set_rollback(True)
        return SimpleNamespace(answer=answer_of(response), text=text.decode(errors="replace"), rows=after)

    return visit


def rows_of(workspace):
    """All that the database holds of a workspace."""
    return {
        model._meta.label: list(model._base_manager.filter(**{way: workspace.pk}).order_by("pk").values())
        for model, way in WAYS.items()
    }


@pytest.fixture
def quiet():
    """The log of pages that are refused says nothing here."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def test_every_address_is_classified_and_every_line_of_the_table_has_its_address():
    names = {name: walk.kind_of(name, spaces) for name, spaces, _ in walk.addresses()}
    assert [name for name, kind in names.items() if kind is None] == []
    assert sorted(walk.KINDS.keys() - names.keys()) == []


@pytest.mark.bare
@pytest.mark.parametrize("actor", [*OUTSIDERS, "viewer"])
def test_every_address_answers_whoever_is_not_in_the_workspace_or_may_only_look_as_it_should(house, actor, quiet):
    visit, values, before = visits(house, actor), values_of(house.a), rows_of(house.a.workspace)
    wrong = []
    for name, spaces, route in walk.addresses():
        kind = walk.kind_of(name, spaces)
        right, path = expected(kind, actor), walk.path_of(name, route, values)
        for method in ("GET", "POST"):
            seen = visit(method, path)
            said = {**right, "POST": right["POST"] | {NOT_OFFERED}, "GET": right["GET"] | {NOT_OFFERED}}
            if seen.answer not in said[method]:
                wrong.append(f"{method} {name}: {seen.answer}, not one of {sorted(map(str, right[method]))}")
            if actor in OUTSIDERS and any(secret in seen.text for secret in SECRETS):
                wrong.append(f"{method} {name}: tells what is the workspace's")
            if seen.rows not in (None, before) and kind not in (walk.OWN_PLACE, walk.ENDING):
                wrong.append(f"{method} {name}: changed something")
    assert not wrong, "\n" + "\n".join(wrong)


def test_a_respondents_answers_under_way_are_no_members_not_even_an_owners(house, quiet):
    visit = visits(house, "owner")
    values = values_of(house.a) | {"draft_id": house.a.fay.draft.public_id}
    for name, spaces, route in walk.addresses():
        if walk.kind_of(name, spaces) == walk.DRAFT:
            path = walk.path_of(name, route, values)
            assert {visit(method, path).answer for method in ("GET", "POST")} <= {404, NOT_OFFERED}, name


@pytest.mark.bare
def test_the_owner_of_the_workspace_finds_what_others_are_refused(house, quiet):
    """Else the walk would pass with addresses that lead nowhere."""
    visit, values = visits(house, "owner"), values_of(house.a)
    found = {}
    for name, spaces, route in walk.addresses():
        if walk.kind_of(name, spaces) in (*OF_A_WORKSPACE, walk.DRAFT, walk.KEPT, walk.KEPT_WRITE):
            path = walk.path_of(name, route, values)
            found[name] = {visit(method, path).answer for method in ("GET", "POST")} - {NOT_OFFERED}
    lost = {name: answers for name, answers in found.items() if answers & {404, 403, 500, SIGN_IN}}
    assert not lost, lost


def test_no_key_of_any_address_reaches_a_log():
    kept = []
    for name, _, route in walk.addresses():
        for key in (new_public_id(), new_token()):
            values = dict.fromkeys(("section", "part", "kind", "pk", "number", "replay_id", "way"), "word")
            path = walk.path_of(name, route, _Keys(values, key))
            record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Broken: %s", (path,), None)
            NoPublicIds().filter(record)
            kept += [name] if key in record.getMessage() else []
            query = logging.LogRecord("x", logging.ERROR, __file__, 1, f"GET /accounts/login/?next={path}", (), None)
            NoPublicIds().filter(query)
            kept += [f"{name} after ?next="] if key in query.getMessage() else []
    assert kept == []


class _Keys(dict):
    """Whatever is no word is a key."""

    def __init__(self, words, key):
        super().__init__(words)
        self.key = key

    def __missing__(self, name):
        return self.key
