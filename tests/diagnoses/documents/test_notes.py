from hireguide.diagnoses.documents.notes import Citations
from tests.diagnoses.documents.results import real_rulebook


def test_a_source_keeps_the_number_of_its_first_citation():
    citations = Citations(real_rulebook().sources)
    assert [note.number for note in citations.cite(["feld", "article_b"])] == [1, 2]
    assert [note.source.key for note in citations.cite(["casado", "article_b"])] == ["article_b", "casado"]
    assert [(note.number, note.source.key) for note in citations.notes().cited] == [
        (1, "feld"),
        (2, "article_b"),
        (3, "casado"),
    ]


def test_the_grades_that_occur_are_named_in_the_rulebooks_order():
    citations = Citations(real_rulebook().sources)
    citations.cite(["house", "majhi", "feld", "casado"])
    assert [grade.name for grade in citations.notes().grades] == ["expert", "search firm", "house"]
    assert citations.notes().cited[1].grade.code == "search_firm"
