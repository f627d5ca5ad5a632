import pytest

from hireguide.pages.documents.accuracy import REFUSED, accuracy_sentence, case_lines
from hireguide.pages.selectors import Accuracy, Outcome, accuracy_of, expert_cases
from hireguide.rules import parse_rulebook
from tests.factories import rulebook_text as small_text


class Said:
    """As much of a verdict as a case is compared with."""

    def __init__(self, code):
        self.code = code


def outcomes(*results):
    """One outcome for each wished result, on a case that names an acceptable verdict beside the expected one."""
    case = next(case for case in expert_cases() if case.acceptable)
    codes = {"expected": case.expected, "acceptable": case.acceptable[0], "missed": "no_such_verdict"}
    return Accuracy(tuple(Outcome(case, Said(codes[result])) for result in results))


@pytest.mark.parametrize(
    ("results", "end"),
    [
        (["expected", "expected"], "gives 2 the same verdict. It misses none."),
        (["expected", "acceptable"], "gives 1 the same verdict and 1 a verdict that would do. It misses none."),
        (["missed", "acceptable"], "gives 0 the same verdict and 1 a verdict that would do. It misses 1."),
        (["missed", "expected"], "gives 1 the same verdict. It misses 1."),
    ],
)
def test_the_sentence_tells_hits_what_would_do_and_misses(results, end):
    sentence = accuracy_sentence(outcomes(*results))
    assert sentence.startswith("Of 2 companies")
    assert sentence.endswith(end)


def test_a_line_says_what_the_source_and_the_edition_say(rulebook_text):
    rulebook = parse_rulebook(rulebook_text)
    lines = case_lines(rulebook)
    assert [line.number for line in lines] == list(range(1, len(expert_cases()) + 1))
    for line, outcome in zip(lines, accuracy_of(rulebook).outcomes, strict=True):
        assert line.outcome is outcome
        assert (line.expected == line.got) == (outcome.result == "expected")
        assert (line.got in line.acceptable) == (outcome.result == "acceptable")


def test_a_source_that_the_edition_cites_is_graded_and_another_is_not(rulebook_text):
    rulebook = parse_rulebook(rulebook_text)
    grade_of = {line.outcome.case.source_url: line.grade for line in case_lines(rulebook)}
    assert grade_of[rulebook.sources["nervico"].url] == "interested party"
    assert grade_of[rulebook.sources["casado"].url] == "expert"
    assert grade_of["https://blog.langworth.com/tech-eval?ref=techmanagerweekly.com"] == ""
    assert grade_of[None] == ""


def test_a_refused_case_says_so():
    calm = {"all": [{"field": "delivery_pain", "op": "is", "value": "none"}]}
    refusing = {"key": "no_calm", "when": calm, "verdict": "impossible", "because": "No.", "sources": ["ours"]}
    lines = case_lines(parse_rulebook(small_text(situations=[refusing])))
    refused = [line for line in lines if line.outcome.case.profile.facts.get("delivery_pain") == "none"]
    assert refused
    assert {(line.got, line.result) for line in refused} == {(REFUSED, "missed")}
