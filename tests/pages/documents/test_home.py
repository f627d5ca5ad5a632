from hireguide.pages.documents.accuracy import accuracy_sentence
from hireguide.pages.documents.home import build_home
from hireguide.pages.selectors import accuracy_of, expert_cases
from hireguide.pages.wording import EXAMPLE_CASE
from hireguide.rules import VERDICTS, judge, parse_rulebook
from tests.factories import rulebook_text as small_text


def test_the_dot_is_where_the_edition_puts_the_example(rulebook_text):
    rulebook = parse_rulebook(rulebook_text)
    (case,) = [case for case in expert_cases() if case.key == EXAMPLE_CASE]
    gaps = judge(rulebook, case.profile.facts).gaps
    home = build_home(rulebook)
    assert home.picture.points == {name: gap.points for name, gap in gaps.items()}
    assert home.story


def test_an_edition_that_refuses_the_example_has_a_picture_without_a_dot():
    slipping = {"all": [{"field": "delivery_pain", "op": "is", "value": "medium"}]}
    refusing = {"key": "no_slipping", "when": slipping, "verdict": "impossible", "because": "No.", "sources": ["ours"]}
    home = build_home(parse_rulebook(small_text(situations=[refusing])))
    assert (home.picture.dot, home.story) == (None, "")


def test_numbers_and_verdicts_come_from_the_edition(rulebook_text):
    rulebook = parse_rulebook(rulebook_text)
    home = build_home(rulebook)
    assert home.accuracy == accuracy_sentence(accuracy_of(rulebook))
    assert home.rules == len(rulebook.evidence) + len(rulebook.situations)
    assert home.sources == len([key for key in rulebook.sources if key != "house"])
    assert [(line.code, line.summary) for line in home.verdicts] == [
        (code, rulebook.verdicts[code].summary) for code in VERDICTS
    ]
