import hashlib
import json

from hireguide.rules import parse_rulebook, rulebook_digest, rulebook_json
from tests.rules.books import WHOLE


def test_an_export_read_back_exports_the_same_bytes():
    first = rulebook_json(parse_rulebook(json.dumps(WHOLE)))
    assert rulebook_json(parse_rulebook(first)) == first
    assert json.loads(first) == WHOLE


def test_an_export_has_its_parts_and_keys_in_one_order():
    shuffled = {key: WHOLE[key] for key in sorted(WHOLE, reverse=True)}
    shuffled["sources"] = {"zebra": WHOLE["sources"]["ours"], **WHOLE["sources"]}
    shuffled["grid"] = {band: WHOLE["grid"][band] for band in ("large", "none", "some")}
    told = json.loads(rulebook_json(parse_rulebook(json.dumps(shuffled))))
    assert list(told) == [
        *("format", "name", "sources", "evidence", "bands", "grid", "situations"),
        *("advice", "verdicts", "costs", "plans", "expectations", "examples"),
    ]
    assert list(told["sources"]) == ["ours", "zebra"]
    assert list(told["grid"]) == ["none", "some", "large"]
    assert list(told["evidence"][0]) == ["key", "gap", "points", "when", "because", "sources"]
    assert list(told["expectations"][0]) == ["key", "field", "from", "to", "gap", "never", "because"]


def test_an_export_is_indented_by_two_unescaped_and_ends_in_a_line_feed():
    told = rulebook_json(parse_rulebook(json.dumps({**WHOLE, "name": "Größe"})))
    assert told.startswith('{\n  "format": 1,\n  "name": "Größe",\n')
    assert told.endswith("]\n}\n")


def test_the_digest_is_of_the_json_with_sorted_keys_and_no_spaces():
    book = parse_rulebook(json.dumps({**WHOLE, "name": "Größe"}))
    text = json.dumps(json.loads(rulebook_json(book)), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert rulebook_digest(book) == "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def test_the_digest_does_not_depend_on_how_the_file_was_laid_out():
    one = parse_rulebook(json.dumps(WHOLE))
    other = parse_rulebook(json.dumps({key: WHOLE[key] for key in reversed(WHOLE)}, indent=7))
    assert rulebook_digest(one) == rulebook_digest(other)
    assert rulebook_digest(parse_rulebook(json.dumps({**WHOLE, "name": "Other"}))) != rulebook_digest(one)
