import json
import re

import pytest

from tests.commands import run
from tests.factories import make_edition, rulebook_text


@pytest.fixture
def path(tmp_path):
    return tmp_path / "rules.json"


def test_the_shipped_rulebook_holds_from_its_file_without_a_database(rulebook_text, path):
    path.write_text(rulebook_text)
    done = run("prove", "--rulebook", path)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("All holds.\n")
    assert "holds          Every verdict and every cell of the grid can be reached (13 of 13)\n" in done.out


@pytest.mark.django_db
def test_what_fails_ends_with_1_and_json_has_every_item():
    make_edition()
    done = run("prove", "--edition", 1, "--json")
    told = json.loads(done.out)
    assert (done.code, done.err, told["holds"]) == (1, "", False)
    questions = next(part for part in told["proofs"] if part["proof"] == "questions")
    assert {item["key"] for item in questions["items"] if item["holds"]} >= {"delivery_pain", "engineer_count"}
    assert re.search(r"Of these claims \d+ do not hold\.\n$", run("prove").out)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "edition: no rulebook has been published. Run “load_rulebook FILE --publish” first.\n"),
        (("--edition", 7), "--edition: there is no edition 7: no rulebook has been published.\n"),
        (("--rulebook", "nowhere.json"), "nowhere.json: there is no such file. Check the name and the folder.\n"),
    ],
)
def test_a_rulebook_that_is_not_there_ends_with_2_in_words(options, said):
    done = run("prove", *options)
    assert (done.code, done.out, done.err) == (2, "", said)


@pytest.mark.django_db
def test_an_edition_out_of_the_numbers_and_a_file_that_is_no_rulebook_end_with_2(path):
    make_edition()
    assert run("prove", "--edition", 10**30).err.endswith("editions are numbered 1 to 1.\n")
    path.write_text('{"format": 2}')
    done = run("prove", "--rulebook", path)
    assert done.code == 2
    assert done.err.startswith(f"{path}: ")
    assert "Traceback" not in done.err


def test_standard_input_is_a_file_called_dash():
    assert run("prove", "--rulebook", "-", stdin=rulebook_text().encode()).code == 1
