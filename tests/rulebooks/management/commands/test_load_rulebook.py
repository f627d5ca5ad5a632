import json
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hireguide.rulebooks import selectors
from hireguide.rulebooks.models import Edition
from hireguide.rules import prove
from tests.commands import run
from tests.factories import make_edition, small_rulebook
from tests.factories import rulebook_text as small_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    return tmp_path / "rules.json"


def test_a_rulebook_that_holds_is_published(path, rulebook_text):
    path.write_text(rulebook_text)
    done = run("load_rulebook", path, "--publish", "--note", "The first.")
    edition = Edition.objects.get()
    assert (done.code, done.err) == (0, "")
    assert done.out == f"Published edition 1, “{edition.name}” ({edition.digest}).\n"
    assert (edition.body, edition.note) == (rulebook_text, "The first.")


def test_publishing_the_current_rulebook_again_does_nothing_and_says_so(path):
    make_edition()
    path.write_text(small_text())
    done = run("load_rulebook", path, "--publish")
    assert (done.code, Edition.objects.count()) == (0, 1)
    assert done.out.startswith("Nothing to do: this is already edition 1")


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


def test_without_publish_it_says_what_publishing_would_do_and_stores_nothing(path, rulebook_text):
    path.write_text(rulebook_text)
    done = run("load_rulebook", path)
    assert (done.code, Edition.objects.count()) == (0, 0)
    assert "is in order: its proofs hold, and its " in done.out
    assert "With --publish it becomes edition 1." in done.out
    make_edition()
    assert "With --publish it becomes edition 2." in run("load_rulebook", path).out
    run("load_rulebook", path, "--publish")
    assert "It is edition 2 already: publishing it again would do nothing." in run("load_rulebook", path).out


def test_standard_input_is_a_file_called_dash(rulebook_text):
    assert run("load_rulebook", "-", "--publish", stdin=rulebook_text.encode()).code == 0
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
    for options in ((), ("--publish",)):
        done = run("load_rulebook", path, *options)
        assert (done.code, done.out, Edition.objects.count()) == (1, "", 0)
        lines = done.err.splitlines()
        assert f"{path}: questions.stage: stage is inert: no answer to it alone ever changes a verdict." in done.err
        assert lines[-2].startswith(
            f"{path}: examples[0]: slipping must get neither_yet, but gets vp_engineering_first"
        )
        witness = lines[-1].removeprefix(f"{path}: examples[0]: witness ")
        assert json.loads(witness) == examples[0]["profile"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "JSON"),
        (b"\xff\xfe{\x00}\x00", "line 1 is not UTF-8 text"),
        (b'{\n"name": "\xe9"}', "line 2 is not UTF-8 text"),
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
        patch.setattr(selectors, "prove", partial(prove, budget=1, crowd=1))
        done = run("load_rulebook", "-", stdin=content)
    assert done.code in (1, 2)
    assert done.err
    assert all(line.startswith("-: ") for line in done.err.splitlines())
