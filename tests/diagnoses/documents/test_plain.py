import re

import pytest

from hireguide.diagnoses.documents.plain import as_line, as_text
from hireguide.diagnoses.selectors import diagnose
from hireguide.rules import parse_profile, parse_rulebook
from tests.factories import GRID, rulebook_text


def text_of(edition=3, **answers):
    rulebook = parse_rulebook(rulebook_text())
    result = diagnose(parse_profile(answers), rulebook, digest="sha256:" + "ab" * 32, edition=edition)
    return as_text(result, rulebook, place="team.csv row 7")


def test_it_opens_with_the_company_the_place_and_the_verdict():
    text = text_of(company_name="Acme", delivery_pain="high", engineer_count=20)
    assert text.splitlines()[:2] == ["Acme (team.csv row 7)", "  Title of vp_engineering_first"]
    assert "Edition 3, sha256:abababababab" in text


def test_a_company_without_a_name_is_called_by_its_place():
    assert text_of().splitlines()[0] == "team.csv row 7"


def test_it_says_whether_open_answers_can_change_it_and_to_what():
    known = text_of(delivery_pain="high", engineer_count=20)
    assert "On what is known so far. Still possible: " in known
    assert "Title of pairing" in " ".join(known.split())
    settled = text_of(employee_count=2)
    assert "Settled: no open answer can change it." in settled
    assert "Still possible" not in settled


def test_both_gaps_are_told_with_the_range_that_open_answers_leave():
    text = text_of(delivery_pain="high", engineer_count=20)
    assert "  Execution gap: large (9 points)\n" in text
    assert "  Strategy gap: none (0 points, 0 to 9 once all is known)" in text


def test_reasons_advice_and_what_speaks_against_the_others_are_told():
    text = text_of(delivery_pain="high", engineer_count=20, priorities_redefined_above=True)
    assert "    +5 execution: The sentence of slips. [ours]" in text
    assert "    Title of neither_yet: it wants " in text
    assert "      or if this held: Three people need no executive." in text
    assert "    Next step: Settle the priorities first." in text


def test_what_would_change_it_is_told_with_how_firm_it_is_and_what_is_worth_finding_out():
    text = " ".join(text_of(delivery_pain="high", board_pressure="high").split())
    assert "On the edge: one step would give another verdict." in text
    assert "Title of vp_engineering_first, 1 step: pressure from the board from “A great deal” to “Quite a lot”" in text
    assert re.search(r"Worth finding out: \w.+ \(.+\)\.", text)


def test_when_to_come_back_is_told():
    text = " ".join(
        text_of(employee_count=3, delivery_pain="none", unguided_decisions=True, board_pressure="none").split()
    )
    assert "Come back when: company size from “3 people” to “4 people”. Then: Title of fractional_cto_first." in text


def test_what_was_not_tried_in_time_is_said_and_further_ways_are_counted():
    rulebook = parse_rulebook(rulebook_text())
    result = diagnose(parse_profile({}), rulebook, digest="sha256:0", edition=1)
    move = {"field": "board_pressure", "from": "high", "to": "medium", "nature": "judgement"}
    flips = {
        "pairing": {"steps": 2, "sets": [[move, move], [move]], "capped": True, "proven": False},
        "neither_yet": {"steps": None, "sets": [], "capped": False, "proven": True},
    }
    text = " ".join(as_text(result | {"flips": flips, "next_question": None}, rulebook, place="-").split())
    moves = "; ".join(["pressure from the board from “A great deal” to “Quite a lot”"] * 2)
    assert f"Title of pairing, 2 steps: {moves} (1 or more other ways)" in text
    assert "Not everything was tried in time: fewer steps are not ruled out." in text
    assert "Worth finding out" not in text


def text_of_changed(**changed):
    """The text of the empty profile's result with some of its parts put in place of what is there, as one line."""
    rulebook = parse_rulebook(rulebook_text())
    result = diagnose(parse_profile({}), rulebook, digest="sha256:0", edition=1)
    changed = {key: change(result[key]) if callable(change) else change for key, change in changed.items()}
    return " ".join(as_text(result | changed, rulebook, place="-").split())


def test_a_nearest_miss_that_is_not_proven_is_said_under_its_verdict_alone():
    line = "Not everything was tried in time: other facts that would give it are not ruled out."

    def unproven(against):
        return against | {"pairing": against["pairing"] | {"nearest_proven": False, "situations": []}}

    text = text_of_changed(against=unproven)
    assert text.count(line) == 1
    assert re.search(rf"Title of pairing: [^.]+\. {line}", text)
    assert "Not everything" not in text_of_changed()


@pytest.mark.parametrize("found", [0, 1])
def test_triggers_that_are_not_proven_are_said_after_those_that_were_found(found):
    trigger = {"field": "engineer_count", "from": 3, "to": 8, "verdict": "pairing"}
    text = text_of_changed(triggers=[trigger] * found, triggers_proven=False, settled=True)
    line = "Not everything was tried in time: other moments to come back are not ruled out."
    assert text.count("Come back when") == found
    assert ("Then: Title of pairing. " * found + line) in text
    assert text.count("Not everything") == 1


def test_possible_verdicts_that_are_not_proven_are_said_with_them():
    text = text_of_changed(proven=False)
    assert re.search(
        r"Still possible: [^.]+\. Not everything was tried in time: one of these may be out of reach\.", text
    )


def test_a_range_of_points_that_is_not_proven_is_said_below_the_gaps():
    text = text_of_changed(gaps=lambda gaps: gaps | {"strategy": gaps["strategy"] | {"proven": False}})
    assert "once all is known) Not everything was tried in time: a narrower range is not ruled out." in text


def test_a_question_that_was_chosen_by_estimate_says_so():
    question = {"field": "engineer_count", "section": "company", "exact": False}
    assert "Worth finding out, by our estimate: engineering team size (" in text_of_changed(next_question=question)
    assert "Worth finding out: engineering" in text_of_changed(next_question=question | {"exact": True})


@pytest.mark.parametrize(
    ("others", "capped", "said"),
    [
        (0, False, "owner of delivery"),
        (1, False, "(1 other way)"),
        (2, False, "(2 other ways)"),
        (2, True, "(2 or more"),
    ],
)
def test_further_ways_are_counted(others, capped, said):
    rulebook = parse_rulebook(rulebook_text())
    result = diagnose(parse_profile({}), rulebook, digest="sha256:0", edition=1)
    move = {"field": "delivery_owner", "from": False, "to": True, "nature": "lever"}
    flip = {"steps": 1, "sets": [[move]] * (1 + others), "capped": capped, "proven": True}
    text = " ".join(as_text(result | {"flips": {"pairing": flip}}, rulebook, place="-").split())
    assert "Title of pairing, 1 step: " in text
    assert text.count("way") == bool(others)
    assert said in text


def test_one_line_is_the_verdict_and_what_it_rests_on():
    rulebook = parse_rulebook(rulebook_text())
    line = as_line("pairing", "known", rulebook, place="-", name="Acme\x1b[2J")
    assert line == "Acme\\x1b[2J (-): Title of pairing (known)"
    assert as_line("pairing", "settled", rulebook, place="-", name="") == "-: Title of pairing (settled)"


def test_nothing_is_said_where_there_is_nothing_to_say():
    text = text_of()
    assert "  Why\n" not in text
    assert "To mind" not in text


def test_where_nothing_decided_it_says_why_and_gives_no_sentence():
    rulebook = parse_rulebook(rulebook_text())
    result = diagnose(parse_profile({}), rulebook, digest="sha256:0", edition=1)
    text = as_text(result | {"basis": "completed", "decided_by": None}, rulebook, place="-")
    assert "What is known so far points elsewhere, but no way of answering" in text
    assert result["decided_by"]["because"] not in text


def test_a_verdict_that_every_answer_leads_to_but_the_known_ones_do_not_says_so():
    rulebook = parse_rulebook(rulebook_text())
    result = diagnose(parse_profile({}), rulebook, digest="sha256:0", edition=1)
    settled = {"basis": "settled", "settled": True, "possible": [result["verdict"]]}
    told = as_text(result | settled | {"decided_by": None}, rulebook, place="-")
    text = " ".join(told.split())
    assert "Settled: no open answer can change it." in text
    assert "What is known so far points elsewhere, but every way of answering the rest leads here." in text


@pytest.mark.parametrize("answers", [{}, {"delivery_pain": "high", "unguided_decisions": True, "engineer_count": 40}])
def test_no_line_is_longer_than_88_characters(answers):
    assert max(map(len, text_of(**answers).splitlines())) <= 88


def test_a_verdict_that_no_cell_gives_says_so():
    cell = {"verdict": "neither_yet", "because": "So."}
    grid = {execution: dict.fromkeys(GRID, cell) for execution in GRID}
    rulebook = parse_rulebook(rulebook_text(grid=grid))
    result = diagnose(parse_profile({}), rulebook, digest="sha256:0", edition=None)
    text = as_text(result, rulebook, place="-")
    assert "Title of pairing: no pair of gaps gives it." in text
    assert "A rulebook from a file, sha256:0" in text
