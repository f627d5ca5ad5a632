"""The ten sections' titles and leads."""

import re

from hireguide.profiles.wording import QUESTIONS, SECTION_WORDING
from hireguide.rules import SECTIONS


def test_the_sections_are_the_catalogues_ten_in_its_order():
    assert tuple(SECTION_WORDING) == SECTIONS
    assert len(SECTION_WORDING) == 10


def test_titles_are_all_different_and_none_repeats_a_question():
    titles = [wording.title for wording in SECTION_WORDING.values()]
    assert len({title.casefold() for title in titles}) == 10
    assert not {title.casefold() for title in titles} & {
        question.label.rstrip("?").casefold() for question in QUESTIONS.values()
    }


def test_a_title_is_a_few_plain_words():
    for wording in SECTION_WORDING.values():
        assert 2 <= len(wording.title.split()) <= 6
        assert not wording.title.endswith((".", "?", "!"))


def test_a_lead_is_one_or_two_sentences_and_promises_no_place_in_the_order():
    for wording in SECTION_WORDING.values():
        assert wording.lead.endswith(".")
        assert 1 <= len(re.findall(r"[.?!](?:\s|$)", wording.lead)) <= 2
        # Sections come in the order that tells most, so that none is the next or the last.
        assert not re.search(r"\b(last|lastly|finally|next up|almost done)\b", wording.lead, flags=re.IGNORECASE)
        assert not re.search(r"""['"]|!""", wording.title + wording.lead)


def test_the_two_seats_are_explained_where_titles_are_asked_about():
    lead = SECTION_WORDING["lead"].lead
    assert "CTO" in lead
    assert "VP Engineering" in lead
