from hireguide.diagnoses.documents.reasons import cell_name
from hireguide.pages.documents.edition import Citation, Clause, Terms, cited, empty_grid, rule_link, terms
from hireguide.rules import VERDICTS, Condition, When, parse_rulebook
from tests.factories import rulebook_text


def test_a_condition_says_what_is_asked_and_what_must_be_answered():
    when = When(
        (Condition("engineer_count", "at_least", 15),),
        (Condition("delivery_pain", "is", "high"), Condition("delivery_owner", "is", False)),
    )
    assert terms(when) == Terms(
        (Clause("engineering team size", "at least 15 engineers"),),
        (Clause("slipping commitments", "nearly always"), Clause("owner of delivery", "no")),
    )


def test_a_source_is_cited_with_its_grade():
    assert cited(parse_rulebook(rulebook_text()), ["ours"]) == (Citation("ours", "We", "our own"),)


def test_a_rule_is_called_by_its_key_in_words():
    assert rule_link("no_delivery_owner").name == "No delivery owner"
    assert rule_link("cannot_judge_a_vp").name == "Cannot judge a VP"
    assert rule_link("cost_fractional_cto").name == "Cost fractional CTO"


def test_the_grid_names_all_cells_and_has_a_dot_only_for_a_company():
    rulebook = parse_rulebook(rulebook_text())
    picture = empty_grid(rulebook)
    assert picture.dot is None
    assert {cell.name for cell in picture.cells} == {cell_name(code) for code in VERDICTS}
    assert empty_grid(rulebook, {"execution": 9, "strategy": 0}).here == ("large", "none")
