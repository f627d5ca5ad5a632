import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hireguide.diagnoses import selectors
from hireguide.rules import CATALOGUE
from tests.commands import run
from tests.factories import make_edition, rulebook_text

GOOD = {"company_name": "Acme", "engineer_count": 20, "delivery_pain": "high"}
BAD = {"stage": "series_z", "engineer_count": 99_999, "head_count": 3}
IMPOSSIBLE = {"engineer_count": 0, "delivery_pain": "high"}


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    path = tmp_path_factory.mktemp("rules") / "rules.json"
    path.write_text(rulebook_text())
    return path


@pytest.fixture
def judged(rules, tmp_path):
    """Writes files and judges them with --json: the exit code, and each line as an object."""

    def judge(**files):
        paths = []
        for name, content in files.items():
            paths.append(tmp_path / name.replace("_dot_", "."))
            paths[-1].write_bytes(content if isinstance(content, bytes) else content.encode())
        done = run("diagnose", *paths, "--json", "--rulebook", rules)
        assert done.err == ""
        return done.code, [json.loads(line.replace(f"{tmp_path}/", "")) for line in done.out.splitlines()]

    return judge


def paths_of(said):
    return [error["path"] for error in said["error"]]


def test_a_profile_gets_its_verdict_with_the_keys_in_their_order(judged):
    code, (said,) = judged(a_dot_json=json.dumps(GOOD))
    assert code == 0
    assert list(said) == [
        *("profile", "edition", "digest", "verdict", "title", "basis", "gaps", "decided_by"),
        *("reasons", "against", "possible", "settled", "next_question", "firmness", "flips", "sufficient", "triggers"),
        "advice",
    ]
    assert said["profile"] == GOOD
    assert (said["edition"], said["verdict"]) == (None, "vp_engineering_first")
    assert said["gaps"]["execution"] == {"points": 9, "range": [9, 9], "band": "large"}
    assert set(said["against"]) == {"fractional_cto_first", "pairing", "neither_yet"}
    assert all(list(why) == ["lacks", "situations", "nearest"] for why in said["against"].values())
    assert list(said["next_question"]) == ["field", "section", "exact"]
    assert list(said["firmness"]) == ["steps", "label"]
    assert all(list(flip) == ["steps", "sets", "capped", "proven"] for flip in said["flips"].values())


def test_all_kinds_of_files_are_judged_in_order_and_the_paths_of_errors_are_exact(judged):
    table = "company_name,engineer_count,delivery_pain\nAcme,20,high\nBad,200000,high\nNone,0,high\n"
    code, said = judged(
        one_dot_json=json.dumps(BAD),
        many_dot_json=json.dumps([GOOD, IMPOSSIBLE, BAD, 7]),
        lines_dot_jsonl="\n".join(map(json.dumps, [GOOD, BAD, IMPOSSIBLE])),
        table_dot_csv=table,
    )
    assert code == 2
    assert [said[index]["verdict"] for index in (1, 5, 8)] == ["vp_engineering_first"] * 3
    assert sorted(paths_of(said[0])) == ["one.json: engineer_count", "one.json: head_count", "one.json: stage"]
    assert said[2] == {
        "error": [{"path": "many.json[1]", "message": "With no engineers there are no commitments to slip."}]
    }
    assert sorted(paths_of(said[3])) == ["many.json[2].engineer_count", "many.json[2].head_count", "many.json[2].stage"]
    assert paths_of(said[4]) == ["many.json[3]"]
    assert "lines.jsonl line 2: stage" in paths_of(said[6])
    assert paths_of(said[7]) == ["lines.jsonl line 3"]
    assert paths_of(said[9]) == ["table.csv row 3: engineer_count"]
    assert paths_of(said[10]) == ["table.csv row 4"]
    assert len(said) == 11


def test_a_file_that_cannot_be_read_gives_one_error_and_the_others_are_judged(judged, rules, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "broken.json").write_text("{")
    names = ("folder", "broken.json", "nowhere.csv")
    done = run("diagnose", *[tmp_path / name for name in names], "-", "--json", "--rulebook", rules, stdin=b"{}")
    *refused, judged_last = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, judged_last["profile"]) == (2, {})
    assert [paths_of(one) for one in refused] == [[str(tmp_path / name)] for name in names]


@pytest.mark.parametrize(
    ("content", "path"),
    [
        (json.dumps(BAD), "-: engineer_count"),
        (json.dumps([GOOD, BAD]), "-[1].engineer_count"),
        (json.dumps(GOOD) + "\n" + json.dumps(BAD), "- line 2: engineer_count"),
    ],
)
def test_standard_input_takes_the_three_kinds_of_json(rules, content, path):
    done = run("diagnose", "-", "--json", "--rulebook", rules, stdin=content.encode())
    said = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 2
    assert path in paths_of(said[-1])
    assert all("verdict" in one for one in said[:-1])


def test_standard_input_can_be_given_once_only(rules):
    for arguments in (("-", "-"), ("-", "--rulebook", "-")):
        done = run("diagnose", *arguments, stdin=b"{}")
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("-: standard input can be read once only")


def test_people_read_a_text_and_errors_apart_from_it(rules, tmp_path):
    path = tmp_path / "two.json"
    path.write_text(json.dumps([GOOD, BAD]))
    done = run("diagnose", path, "--rulebook", rules)
    assert done.code == 2
    assert done.out.startswith(f"Acme ({path}[0])\n  Title of vp_engineering_first\n")
    assert "The sentence of slips." in done.out
    assert [line.partition(": ")[0] for line in done.err.splitlines()] == [
        f"{path}[1].{field}" for field in ("head_count", "stage", "engineer_count")
    ]


def test_brief_is_one_line_a_profile_and_runs_no_analysis(rules, tmp_path, monkeypatch):
    path = tmp_path / "two.json"
    path.write_text(json.dumps([GOOD, {"employee_count": 2}, BAD]))
    monkeypatch.setattr(selectors, "analyse", None)
    done = run("diagnose", path, "--brief", "--rulebook", rules)
    assert done.code == 2
    assert done.out.splitlines() == [
        f"Acme ({path}[0]): Title of vp_engineering_first (known)",
        f"{path}[1]: Title of neither_yet (settled)",
    ]
    assert done.err.startswith(f"{path}[2].head_count: ")


def test_what_a_terminal_would_obey_is_shown_as_an_escape(rules):
    done = run("diagnose", "-", "--rulebook", rules, stdin=b'{"stage": "\\u001b[2J", "a\\u001b[31m": 1}')
    assert done.code == 2
    assert "\x1b" not in done.err


@pytest.mark.django_db
def test_the_current_edition_judges_unless_another_is_asked_for():
    make_edition()
    make_edition(name="Another", bands={"execution": [90, 99], "strategy": [90, 99]}, examples=[])
    stdin = json.dumps(GOOD).encode()
    newest = json.loads(run("diagnose", "-", "--json", stdin=stdin).out)
    oldest = json.loads(run("diagnose", "-", "--json", "--edition", "1", stdin=stdin).out)
    assert (newest["edition"], newest["verdict"]) == (2, "neither_yet")
    assert (oldest["edition"], oldest["verdict"]) == (1, "vp_engineering_first")
    assert newest["digest"] != oldest["digest"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["7", "0", "-1", "9" * 30])
def test_an_edition_that_is_not_there_judges_nothing(number):
    make_edition()
    done = run("diagnose", "-", "--json", f"--edition={number}", stdin=b"{}")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"--edition: there is no edition {number}: editions are numbered 1 to 1.\n"


@pytest.mark.django_db
def test_before_the_first_publishing_it_says_what_to_do():
    for options in ((), ("--edition", "1")):
        done = run("diagnose", "-", *options, stdin=b"{}")
        assert (done.code, done.out) == (2, "")
        assert "no rulebook has been published" in done.err


def test_a_rulebook_that_cannot_be_read_judges_nothing(tmp_path):
    path = tmp_path / "rules.json"
    path.write_text(rulebook_text(name="", examples=7))
    done = run("diagnose", "-", "--json", "--rulebook", path, stdin=b"{}")
    missing = run("diagnose", "-", "--json", "--rulebook", tmp_path / "no.json", stdin=b"{}")
    assert (done.code, done.out, missing.code, missing.out) == (2, "", 2, "")
    assert [line.rpartition(": ")[0] for line in done.err.splitlines()] == [f"{path}: name", f"{path}: examples"]
    assert missing.err.startswith(f"{tmp_path / 'no.json'}: there is no such file")


def test_with_a_rulebook_from_a_file_no_database_is_asked(rules, judged):
    assert judged(a_dot_json=json.dumps(GOOD))[0] == 0  # no mark lets this test at a database


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        field.name: st.sampled_from(field.values) | st.none() | st.booleans() | st.integers() | st.text(max_size=8)
        for field in CATALOGUE
    },
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | ANSWERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
TABLES = st.tuples(
    st.lists(st.sampled_from([field.name for field in CATALOGUE]) | st.text(max_size=9), min_size=1, max_size=5),
    st.lists(st.lists(st.sampled_from(["", "true", "12", "high", "seed", "none"]) | st.text(max_size=9), max_size=6)),
).map(lambda table: "\n".join(",".join(row) for row in [table[0], *table[1]]).encode(errors="surrogatepass"))
LINES = st.lists(ANYTHING.map(json.dumps) | st.text(max_size=30)).map(
    lambda rows: "\n".join(rows).encode(errors="surrogatepass")
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(
    content=st.binary(max_size=300) | TABLES | LINES | ANYTHING.map(json.dumps).map(str.encode),
    kind=st.sampled_from([".json", ".jsonl", ".csv", ""]),
)
def test_whatever_stands_in_a_file_each_profile_is_judged_or_refused_by_name(rules, tmp_path, content, kind):
    path = tmp_path / f"answers{kind}"
    path.write_bytes(content)
    done = run("diagnose", path, "--json", "--rulebook", rules)
    said = [json.loads(line) for line in done.out.splitlines()]
    refused = [one for one in said if "error" in one]
    assert done.err == ""
    assert done.code == (2 if refused else 0)
    assert all("verdict" in one for one in said if one not in refused)
    for one in refused:
        assert one["error"]
        assert all(error["path"].startswith(str(path)) and error["message"] for error in one["error"])
    as_text = run("diagnose", path, "--rulebook", rules)
    assert as_text.code == done.code
    assert bool(as_text.err) == bool(refused)
