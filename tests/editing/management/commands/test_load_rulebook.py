import json
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hireguide.editing.models import AuditEntry, Replay
from hireguide.editing.services import loading
from hireguide.editing.services.publishing import approve
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import draft_rulebook, editions, open_draft
from hireguide.rulebooks.services import store_rows
from hireguide.rules import Proof, prove, rulebook_digest, rulebook_json
from tests.commands import run
from tests.editing.people import make_staff
from tests.factories import NOW, make_diagnosis, make_edition, make_rulebook_draft, small_rulebook
from tests.factories import rulebook_text as small_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    return tmp_path / "rules.json"


@pytest.fixture
def proved(monkeypatch):
    """Every rulebook is taken as proved: the small one is too small to hold."""
    monkeypatch.setattr(editions, "prove", lambda rulebook: Proof(rulebook_digest(rulebook), ()))
    editions._proof.cache_clear()
    yield
    editions._proof.cache_clear()


def actions():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


# ── a draft ──


def test_a_file_becomes_the_open_draft_and_nothing_is_published(path):
    path.write_text(small_text())
    done = run("load_rulebook", path, "--note", "Fewer hires.")
    draft = open_draft()
    assert (done.code, done.err, Edition.objects.count()) == (0, "", 0)
    assert done.out == "“A small rulebook” is open as the draft “rules.json”: edit and publish it at /editing/.\n"
    assert (draft.title, draft.intent, draft.base, draft.begun_by) == ("rules.json", "Fewer hires.", None, None)
    assert json.loads(rulebook_json(draft_rulebook(draft))) == small_rulebook()
    assert actions() == ["start"]


@pytest.mark.parametrize("options", [(), ("--publish",)])
def test_while_another_draft_is_open_it_is_refused_saying_which(path, options):
    draft = make_rulebook_draft(title="Raise the bar", name="Another")
    path.write_text(small_text())
    done = run("load_rulebook", path, *options)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"{path}: “Raise the bar” is open. Publish it or give it up")
    assert RulebookDraft.objects.get() == draft


def test_a_name_longer_than_a_title_is_cut(tmp_path):
    path = tmp_path / ("n" * 200 + ".json")
    path.write_text(small_text())
    run("load_rulebook", path)
    assert open_draft().title == "n" * 120


# ── an edition ──


def test_a_rulebook_that_holds_is_published_and_no_draft_stays_open(path, rulebook_text):
    path.write_text(rulebook_text)
    done = run("load_rulebook", path, "--publish", "--note", "The first.")
    edition = Edition.objects.get()
    assert (done.code, done.err) == (0, "")
    assert done.out == f"Published edition 1, “{edition.name}” ({edition.digest}).\n"
    assert (edition.body, edition.note, edition.draft.title) == (rulebook_text, "The first.", "rules.json")
    assert open_draft() is None
    assert actions() == ["start", "publish"]


def test_publishing_the_current_rulebook_again_does_nothing_and_says_so(path):
    make_edition()
    other = make_rulebook_draft(name="Another")
    path.write_text(small_text())
    done = run("load_rulebook", path, "--publish")
    assert (done.code, Edition.objects.count()) == (0, 1)
    assert done.out.startswith("Nothing to do: this is already edition 1")
    assert open_draft() == other


def test_if_there_is_an_edition_it_stays_whatever_the_file_holds(path, rulebook_text):
    path.write_text(rulebook_text)
    assert run("load_rulebook", path, "--publish", "--if-none").out.startswith("Published edition 1, ")
    path.write_text("{")
    done = run("load_rulebook", path, "--publish", "--if-none")
    edition = Edition.objects.get()
    assert (done.code, done.err) == (0, "")
    assert done.out == f"Edition 1, “{edition.name}”, stays as it is ({edition.digest}).\n"
    alone = run("load_rulebook", path, "--if-none")
    assert (alone.code, alone.err) == (2, "--if-none: goes with --publish only. Give both, or neither.\n")


@pytest.mark.usefixtures("proved")
def test_it_is_replayed_over_the_kept_diagnoses_before_it_is_published(path):
    make_edition()
    make_diagnosis()
    path.write_text(small_text(bands={"execution": [4, 99], "strategy": [4, 8]}))
    done = run("load_rulebook", path, "--publish")
    assert (done.code, done.err) == (0, "")
    replay = Replay.objects.get()
    assert (replay.state, replay.judged, replay.draft.edition.number) == ("done", 1, 2)
    assert actions() == ["start", "replay", "publish"]


@pytest.mark.usefixtures("proved")
def test_a_replay_that_comes_to_nothing_leaves_no_open_draft(path, monkeypatch):
    def broken(*arguments, **options):
        raise KeyboardInterrupt

    make_edition()
    make_diagnosis()
    monkeypatch.setattr(loading, "replay_now", broken)
    path.write_text(small_text(name="Another"))
    with pytest.raises(KeyboardInterrupt):
        run("load_rulebook", path, "--publish")
    assert (open_draft(), Edition.objects.count()) == (None, 1)
    assert actions() == ["start", "give_up"]


@pytest.mark.usefixtures("proved")
def test_a_gate_that_stays_shut_is_told_and_leaves_no_open_draft(path, monkeypatch):
    make_edition()
    make_diagnosis()
    monkeypatch.setattr(loading, "replay_now", lambda *_, **__: None)  # stopped at once by somebody
    path.write_text(small_text(name="Another"))
    done = run("load_rulebook", path, "--publish")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"{path}: It has not been replayed over the kept diagnoses yet.")
    assert (open_draft(), Edition.objects.count()) == (None, 1)


@pytest.mark.usefixtures("proved")
def test_what_somebody_edits_while_it_is_replayed_stays_open_and_is_not_published(path, monkeypatch):
    def edited(draft, **options):
        row = draft.evidence_rows.first()
        row.points = 1
        store_rows(draft, [row], by=None, at=NOW)

    make_edition()
    make_diagnosis()
    monkeypatch.setattr(loading, "replay_now", edited)
    path.write_text(small_text(name="Another"))
    done = run("load_rulebook", path, "--publish")
    assert (done.code, Edition.objects.count()) == (1, 1)
    assert done.err == f"{path}: the draft “rules.json” was edited meanwhile. It stays open at /editing/.\n"
    assert open_draft().title == "rules.json"


# ── approval ──


@pytest.mark.usefixtures("proved")
@pytest.mark.parametrize("with_diagnoses", [False, True], ids=["nothing to replay", "replayed"])
def test_where_approval_is_needed_the_draft_waits_for_it_and_the_same_file_goes_on(path, settings, with_diagnoses):
    settings.PUBLISHING_NEEDS_APPROVAL = True
    path.write_text(small_text())
    assert run("load_rulebook", path, "--publish").code == 0, "the first edition needs nobody's approval"
    if with_diagnoses:
        make_diagnosis()
    path.write_text(small_text(name="Another"))
    waits = run("load_rulebook", path, "--publish")
    assert (waits.code, waits.out) == (1, "")
    assert waits.err.startswith(f"{path}: awaits approval. Somebody who has not edited it must approve it as it is now")
    draft = open_draft()
    assert (draft.title, Edition.objects.count()) == ("rules.json", 1)
    assert run("load_rulebook", path, "--publish").code == 1, "it still waits"
    approver = make_staff("approver")
    approve(draft, by=approver, at=NOW, digest=rulebook_digest(draft_rulebook(draft)))
    done = run("load_rulebook", path, "--publish")
    assert (done.code, done.out.startswith("Published edition 2, “Another”")) == (0, True)
    assert Edition.objects.first().approved_by == approver
    assert open_draft() is None


def test_standard_input_is_a_file_called_dash(rulebook_text):
    assert run("load_rulebook", "-", "--publish", stdin=rulebook_text.encode()).code == 0
    assert RulebookDraft.objects.get().title == "standard input"
    done = run("load_rulebook", "-", stdin=b'{"format": 2}')
    assert done.code == 2
    assert done.err.startswith("-: ")


def test_every_fault_of_its_form_is_told_with_its_path_and_the_exit_code_is_2(path):
    faulty = small_rulebook(name="")
    faulty["evidence"][1]["when"]["all"][0]["value"] = 99_999
    path.write_text(json.dumps(faulty))
    done = run("load_rulebook", path, "--publish")
    assert (done.code, done.out, Edition.objects.count()) == (2, "", 0)
    lines = done.err.splitlines()
    assert lines[0].startswith(f"{path}: name: ")
    assert lines[1].startswith(f"{path}: evidence[1].when.all[0].value: ")
    assert len(lines) == 2


def test_what_does_not_hold_refuses_it_with_exit_code_1_each_place_with_its_witness(path):
    examples = [{**small_rulebook()["examples"][0], "verdict": "neither_yet"}]
    path.write_text(small_text(examples=examples))
    done = run("load_rulebook", path, "--publish")
    assert (done.code, done.out, Edition.objects.count(), RulebookDraft.objects.count()) == (1, "", 0, 0)
    lines = done.err.splitlines()
    assert f"{path}: questions.stage: stage is inert: no answer to it alone ever changes a verdict." in done.err
    assert lines[-2].startswith(f"{path}: examples[0]: slipping must get neither_yet, but gets vp_engineering_first")
    witness = lines[-1].removeprefix(f"{path}: examples[0]: witness ")
    assert json.loads(witness) == examples[0]["profile"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "JSON"),
        (b"\xff\xfe{\x00}\x00", "is not UTF-8 text: see line 1."),
        (b'{\n"name": "\xe9"}', "is not UTF-8 text: see line 2."),
        (b"\x00\x01\x02\x03", "JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b"[]", "must be an object"),
        (b"null", "must be an object"),
        (b"9" * 10_000, "must be an object"),
        (b" " * 50_000_000, "larger than 4 MB"),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else value,
)
def test_a_file_that_is_no_rulebook_is_refused_in_words(path, content, said):
    path.write_bytes(content)
    done = run("load_rulebook", path, "--publish")
    assert done.code == 2
    assert done.err.startswith(f"{path}: ")
    assert said in done.err


def test_a_byte_order_mark_is_no_fault(path, rulebook_text):
    path.write_bytes(b"\xef\xbb\xbf" + rulebook_text.encode())
    assert run("load_rulebook", path, "--publish").code == 0
    assert Edition.objects.get().body == rulebook_text


def test_a_file_that_is_not_there_and_a_folder_are_refused_in_words(tmp_path):
    missing = run("load_rulebook", tmp_path / "nowhere.json", "--publish")
    folder = run("load_rulebook", tmp_path, "--publish")
    assert (missing.code, folder.code) == (2, 2)
    assert missing.err == f"{tmp_path / 'nowhere.json'}: there is no such file. Check the name and the folder.\n"
    assert folder.err == f"{tmp_path}: is a folder. Name a file in it.\n"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@st.composite
def damaged_rulebooks(draw):
    """The small rulebook with one thing in it, anywhere, replaced or removed."""
    whole = small_rulebook()
    holder, key = draw(st.sampled_from(list(places(whole))))
    if draw(st.booleans()) and isinstance(holder, dict):
        del holder[key]
    else:
        holder[key] = draw(ANYTHING)
    return json.dumps(whole).encode()


def places(value):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield value, key
        yield from places(inner)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=200) | ANYTHING.map(json.dumps).map(str.encode) | damaged_rulebooks())
def test_whatever_stands_in_the_file_it_is_refused_by_name(content):
    with pytest.MonkeyPatch.context() as patch:  # a small crowd is quick, and the small rulebook holds before none
        patch.setattr(editions, "prove", partial(prove, budget=1, crowd=1))
        done = run("load_rulebook", "-", "--publish", stdin=content)
    assert done.code in (1, 2)
    assert done.err
    assert all(line.startswith("-: ") for line in done.err.splitlines())
