import json

import pytest

from hireguide.rules import judge, parse_rulebook
from tests.commands import run
from tests.factories import make_edition, rulebook_text

OTHER = {"bands": {"execution": [6, 9], "strategy": [4, 8]}}


@pytest.mark.django_db
def test_an_edition_and_a_file_are_compared_with_a_company_a_move(tmp_path):
    make_edition()
    path = tmp_path / "new.json"
    path.write_text(rulebook_text(**OTHER))
    done = run("compare_rulebooks", "1", path, "--json")
    told = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert list(told) == ["a", "b", "share", "exact", "moves"]
    assert (told["a"], told["b"], told["exact"]) == ("1", str(path), True)
    assert told["share"] > 0
    books = parse_rulebook(rulebook_text()), parse_rulebook(rulebook_text(**OTHER))
    for move in told["moves"]:
        assert [judge(book, move["witness"]).code for book in books] == [move["from"], move["to"]]
    assert f"From 1 to {path}, " in run("compare_rulebooks", "1", path).out


@pytest.mark.django_db
def test_an_edition_or_file_that_is_not_there_ends_with_2_in_words(tmp_path):
    make_edition()
    done = run("compare_rulebooks", "1", "2")
    assert (done.code, done.out, done.err) == (2, "", "2: there is no edition 2: editions are numbered 1 to 1.\n")
    assert run("compare_rulebooks", "9" * 5000, "1").code == 2
    missing = run("compare_rulebooks", "1", tmp_path / "no.json")
    assert (missing.code, missing.out) == (2, "")
    assert "there is no such file" in missing.err
    twice = run("compare_rulebooks", "-", "-")
    assert (twice.code, twice.err) == (2, "-: standard input can be read once only. Name the other files.\n")
