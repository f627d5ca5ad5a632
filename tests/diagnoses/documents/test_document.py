import json
import re

import pytest
from django.template.loader import render_to_string

from hireguide.diagnoses.documents import build_document
from hireguide.rules import VERDICTS, parse_rulebook
from tests.diagnoses.documents.results import NOW, companies, document_of, documents, example, real_rulebook, result_of
from tests.factories import small_rulebook


def told(name):
    """A company's stored result, and the document made of it."""
    answers, rulebook = companies()[name]
    result = result_of(answers, rulebook)
    return result, build_document(result=result, rulebook=rulebook, dont_know=(), made_at=NOW)


def words_of(document):
    """The text of the document's page, tags taken out."""
    html = render_to_string("diagnoses/_document.html", {"document": document})
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def shown(number):
    return f"−{-number:,}" if number < 0 else f"{number:,}"


@pytest.mark.bare
def test_the_companies_below_get_every_verdict_on_every_basis_by_every_kind_of_decision():
    all_of_them = documents()
    assert {document.code for document in all_of_them} == set(VERDICTS)
    assert {document.basis for document in all_of_them} == {"settled", "known", "completed"}
    assert {document.decision.kind for document in all_of_them} == {"situation", "cell", "none"}
    assert {document.is_settled for document in all_of_them if document.decision.kind == "none"} == {True, False}


@pytest.mark.parametrize("name", companies())
def test_a_document_says_what_the_result_says(name):
    result, document = told(name)
    assert (document.code, document.title, document.basis) == (result["verdict"], result["title"], result["basis"])
    assert [verdict.code for verdict in document.possible] == result["possible"]
    assert document.is_settled is result["settled"]
    for ledger in document.ledgers:
        gap = result["gaps"][ledger.gap]
        assert (ledger.points, ledger.band, [ledger.low, ledger.high]) == (gap["points"], gap["band"], gap["range"])
        assert sum(reason.points for reason in ledger.reasons) == gap["points"]
    said = [(reason.text, reason.points) for ledger in document.ledgers for reason in ledger.reasons]
    assert sorted(said) == sorted((reason["because"], reason["points"]) for reason in result["reasons"])
    assert (document.edition_number, document.digest) == (3, result["digest"])
    assert result["digest"].startswith(document.short_digest)


@pytest.mark.parametrize("name", companies())
def test_its_page_shows_every_number_of_the_result(name):
    result, document = told(name)
    words = words_of(document)
    for ledger, gap in zip(document.ledgers, result["gaps"].values(), strict=True):
        assert f"{ledger.gap.capitalize()} gap {shown(gap['points'])} point" in words
        low, high = map(shown, gap["range"])
        assert gap["range"] == [gap["points"]] * 2 or re.search(rf"Open answers leave {low}(( to |–){high})?\.", words)
    for against in result["against"].values():
        for gap, text in (against["lacks"] or {}).items():
            has = text.rpartition(" ")[2].replace("-", "−")
            assert f"{gap.capitalize()} would need {text.rpartition(',')[0]}; it has {has}." in words


@pytest.mark.parametrize("name", companies())
def test_its_page_shows_every_sentence_and_source_of_the_result(name):
    result, document = told(name)
    html = render_to_string("diagnoses/_document.html", {"document": document})
    sentences = [reason["because"] for reason in result["reasons"]]
    sentences += [advice["text"] for advice in result["advice"]]
    sentences += [result["decided_by"]["because"]] if result["decided_by"] else []
    assert [sentence for sentence in sentences if sentence not in html] == []
    cited = {source for part in (*result["reasons"], *result["advice"]) for source in part["sources"]}
    assert cited <= {note.source.key for note in document.notes.cited}
    assert all(f'href="#note-{note.number}"' in html for note in document.notes.cited)


def test_sources_are_numbered_in_the_order_of_the_page():
    document = document_of(example("ex_nobody_to_judge_the_vp"))
    html = render_to_string("diagnoses/_document.html", {"document": document})
    numbers = [int(number) for number in re.findall(r'href="#note-(\d+)"', html)]
    assert list(dict.fromkeys(numbers)) == list(range(1, len(document.notes.cited) + 1))


def test_the_same_result_under_another_wording_keeps_its_own_sentences():
    """What was stored is shown: the edition adds only what the result leaves to it."""
    answers = example("ex_nobody_owns_delivery")
    result = result_of(answers)
    reworded = {**result, "title": "As it was kept"}
    reworded["reasons"] = [{**reason, "because": f"Then: {reason['because']}"} for reason in result["reasons"]]
    document = build_document(result=reworded, rulebook=real_rulebook(), dont_know=(), made_at=NOW)
    assert document.title == "As it was kept"
    assert all(reason.text.startswith("Then: ") for ledger in document.ledgers for reason in ledger.reasons)


def test_the_picture_shows_the_dot_the_range_and_the_short_names_of_the_cells():
    picture = document_of(example("ex_nobody_owns_delivery")).picture
    assert picture.here == ("large", "none")
    assert picture.dot
    assert picture.range
    assert {cell.name for cell in picture.cells} == {
        "VP Engineering",
        "Fractional CTO",
        "Both seats as a pair",
        "Neither yet",
    }


def test_a_rulebook_without_prices_plans_or_advice_still_makes_a_page():
    rulebook = parse_rulebook(json.dumps(small_rulebook(costs=[], plans={}, advice=[], situations=[])))
    words = words_of(document_of({"delivery_pain": "high", "engineer_count": 20}, rulebook=rulebook))
    assert "What it costs" not in words
    assert "The first 90 days" not in words
    assert "The sentence of slips." in words


def test_a_search_that_stopped_early_is_said():
    result = {**result_of({}), "proven": False}
    document = build_document(result=result, rulebook=real_rulebook(), dont_know=(), made_at=NOW)
    assert "So much is open that we stopped counting" in words_of(document)
    assert "stopped counting" not in words_of(document_of({}))


def test_the_name_of_the_company_is_no_answer_to_a_rule():
    document = document_of({"company_name": "Acme", "stage": "seed"})
    assert document.company_name == "Acme"
    assert [row.answer for group in document.answers.groups for row in group.rows] == ["Acme", "Seed"]


def test_what_is_typed_into_the_name_is_text_on_the_page():
    html = render_to_string(
        "diagnoses/_document.html", {"document": document_of({"company_name": "<script>alert(1)</script>"})}
    )
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
