import json

import pytest

from hireguide.rules import parse_rulebook, rulebook_json
from tests.commands import run
from tests.factories import make_edition, rulebook_text


@pytest.mark.django_db
def test_json_is_the_byte_stable_export_and_comes_back_the_same(tmp_path):
    make_edition()
    done = run("export_rulebook", "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert done.out == rulebook_json(parse_rulebook(rulebook_text()))
    path = tmp_path / "out.json"
    path.write_text(done.out, encoding="utf-8")
    assert run("export_rulebook", "--rulebook", path, "--format", "json").out == done.out


def test_jdm_and_csv_come_from_a_file_without_a_database(tmp_path):
    path = tmp_path / "rules.json"
    path.write_text(rulebook_text())
    jdm = json.loads(run("export_rulebook", "--rulebook", path, "--format", "jdm").out)
    assert {"nodes", "edges"} <= set(jdm)
    table = run("export_rulebook", "--rulebook", path, "--format", "csv").out.splitlines()
    assert table[0] == "key,gap,points,when,because,sources"
    assert len(table) == 1 + len(parse_rulebook(rulebook_text()).evidence)


def test_a_file_that_is_not_there_ends_with_2_and_writes_nothing():
    done = run("export_rulebook", "--rulebook", "nowhere.json", "--format", "csv")
    assert (done.code, done.out) == (2, "")
    assert done.err == "nowhere.json: there is no such file. Check the name and the folder.\n"
