import pytest

from hireguide.diagnoses.documents.again import build_again
from hireguide.diagnoses.documents.side_by_side import Judgement
from hireguide.rules import judge, parse_rulebook
from tests.factories import NOW, evidence, rulebook_text, small_rulebook

FACTS = {"delivery_pain": "high", "engineer_count": 20, "priorities_redefined_above": True}


def judgement(edition, **parts):
    rulebook = parse_rulebook(rulebook_text(**parts))
    return Judgement(f"under edition {edition}", rulebook, judge(rulebook, FACTS).as_dict() | {"edition": edition})


def again(**parts):
    return build_again(then=judgement(1), then_published=NOW, now=judgement(2, **parts), now_published=NOW)


def test_the_verdict_then_and_now():
    document = again(bands={"execution": [20, 30], "strategy": [4, 8]})
    assert (document.then.code, document.now.code) == ("vp_engineering_first", "neither_yet")
    assert (document.then.edition, document.now.edition) == (1, 2)
    assert document.then.because == "The cell large, none."
    assert not document.is_same
    assert again().is_same


SEED = small_rulebook()
VERDICTS = SEED["verdicts"]
NEW_TITLE = {"vp_engineering_first": VERDICTS["vp_engineering_first"] | {"title": "Another title"}}
OTHER_TITLE = {"pairing": VERDICTS["pairing"] | {"title": "Another title"}}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, ""),
        ({"costs": [SEED["costs"][0] | {"high": 310_000}]}, "What seats cost differs too."),
        ({"advice": []}, "The advice differs too."),
        ({"plans": {}, "costs": []}, "What seats cost and the plan of the first 90 days differ too."),
        ({"verdicts": VERDICTS | NEW_TITLE}, "Some of the wording differs too."),
        ({"verdicts": VERDICTS | OTHER_TITLE}, ""),  # nobody reads that of this company
        (
            {"evidence": [SEED["evidence"][0] | {"because": "In other words."}, *SEED["evidence"][1:]]},
            "Some of the wording differs too.",
        ),
        ({"evidence": [*SEED["evidence"], evidence("new", "strategy", 1, "urgency", "is", "now")]}, ""),
    ],
)
def test_what_differs_besides_is_said_in_a_line(parts, said):
    assert again(**parts).also == said
