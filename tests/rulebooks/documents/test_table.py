import csv
import json
from io import StringIO

from hireguide.rulebooks.documents.table import evidence_csv
from hireguide.rules import parse_rulebook
from tests.rules.books import document, evidence


def rows(*rules):
    return list(csv.DictReader(StringIO(evidence_csv(parse_rulebook(json.dumps(document(evidence=list(rules))))))))


def test_a_row_a_rule_with_its_condition_on_one_line():
    rule = evidence(
        "one", "execution", -2, "delivery_owner is true", any_of=("engineer_count between [5, 9]", "stage is seed")
    )
    assert rows(rule) == [
        {
            "key": "one",
            "gap": "execution",
            "points": "-2",
            "when": "delivery_owner is true and (engineer_count between 5 9 or stage is seed)",
            "because": "Because of one.",
            "sources": "ours",
        }
    ]


def test_a_sentence_that_a_spreadsheet_would_run_is_kept_as_text():
    [row] = rows(evidence("one", "strategy", 1, "stage is seed") | {"because": '=HYPERLINK("x"), or so'})
    assert row["because"] == '\'=HYPERLINK("x"), or so'
