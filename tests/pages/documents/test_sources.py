import pytest

from hireguide.pages.documents.sources import build_sources
from hireguide.pages.wording import DISAGREEMENTS
from hireguide.rules import parse_rulebook
from tests.factories import rulebook_text as small_text
from tests.factories import small_rulebook


@pytest.fixture(scope="module")
def real(rulebook_text):
    return parse_rulebook(rulebook_text)


def source(grade="expert", author="Somebody"):
    return {"author": author, "title": "A title", "url": None, "year": None, "grade": grade, "note": ""}


def test_every_source_is_listed_once_under_its_grade_by_author(real):
    document = build_sources(real)
    listed = [line.source.key for group in document.groups for line in group.sources]
    assert sorted(listed) == sorted(real.sources)
    assert document.total == len(real.sources)
    for group in document.groups:
        assert {line.source.grade for line in group.sources} == {group.key}
        authors = [line.source.author.casefold() for line in group.sources]
        assert authors == sorted(authors)


def test_a_source_names_all_that_cites_it(real):
    parts = (real.situations, real.evidence, real.advice, real.costs)
    for group in build_sources(real).groups:
        for line in group.sources:
            citing = {rule.key for part in parts for rule in part if line.source.key in rule.sources}
            assert {link.key for link in line.used_by} == citing


def test_the_real_edition_shows_every_disagreement_whole(real):
    shown = {one.key: one for one in build_sources(real).disagreements}
    assert list(shown) == [one.key for one in DISAGREEMENTS]
    for one in DISAGREEMENTS:
        assert [side.says for side in shown[one.key].sides] == [side.says for side in one.sides]
        assert [link.key for link in shown[one.key].rules] == list(one.rules)
        assert shown[one.key].here == one.here


def test_an_edition_shows_only_the_sides_that_its_sources_take():
    sources = small_rulebook()["sources"] | {"suster": source(), "wilson": source(), "casado": source()}
    document = build_sources(parse_rulebook(small_text(sources=sources)))
    assert {one.key for one in document.disagreements} == {"size", "what_is_a_cto", "reporting"}
    size = document.disagreements[0]
    assert [citation.key for side in size.sides for citation in side.sources] == ["suster", "casado"]
    assert (size.here, size.rules) == ("", ())


def test_an_edition_without_such_sources_shows_none():
    assert build_sources(parse_rulebook(small_text())).disagreements == ()
