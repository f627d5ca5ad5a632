import pytest

from hireguide.diagnoses.selectors import judge_under
from hireguide.diagnoses.services import keep_what_if
from hireguide.editing.selectors.trying import books_at_hand, find_diagnosis, row_urls
from tests.factories import NOW, make_diagnosis, make_edition, make_profile, make_rulebook_draft

pytestmark = pytest.mark.django_db


def test_the_current_edition_comes_first_and_the_draft_last():
    assert books_at_hand(None) == ()
    edition = make_edition()
    draft = make_rulebook_draft(base=edition)
    assert [(book.name, book.is_draft) for book in books_at_hand(draft)] == [("Edition 1", False), ("The draft", True)]
    assert [book.in_sentence for book in books_at_hand(draft)] == ["edition 1", "the draft"]
    assert len(books_at_hand(None)) == 1


def test_everything_that_proofs_speak_of_has_a_page_where_it_is_edited():
    draft = make_rulebook_draft()
    urls = row_urls(draft)
    assert urls["evidence", "slips"] == f"/admin/rulebooks/evidence/{draft.evidence_rows.get(key='slips').pk}/change/"
    assert urls["grid", "large.none"] == "/editing/grid/"
    assert {part for part, _ in urls} == {"evidence", "situations", "advice", "verdicts", "grid", "examples"}
    assert row_urls(None) == {}


def test_a_diagnosis_is_found_by_its_number_or_its_address_and_a_what_if_by_its_address_alone():
    kept = make_diagnosis()
    own = judge_under(kept.edition, make_profile())
    what_if = keep_what_if(of=kept, own_result=own, profile=make_profile(stage="seed"), dont_know=(), now=NOW)
    assert find_diagnosis(f"#{kept.pk}") == find_diagnosis(f"/diagnoses/{kept.public_id}/again/") == kept
    assert find_diagnosis(what_if.public_id) == what_if
    assert find_diagnosis(str(what_if.pk)) is None
