import pytest

from hireguide.pages.documents.rules import advice_groups, dissents, evidence_groups, refusals, situations
from hireguide.rules import CATALOGUE, GAPS, SECTIONS, parse_rulebook


@pytest.fixture(scope="module")
def real(rulebook_text):
    return parse_rulebook(rulebook_text)


def keys(groups):
    return [rule.key for group in groups for rule in group.rules]


@pytest.mark.parametrize("gap", GAPS)
def test_each_piece_of_evidence_is_listed_once_under_its_gap(real, gap):
    listed = keys(evidence_groups(real, gap))
    assert sorted(listed) == sorted(rule.key for rule in real.evidence if rule.gap == gap)


@pytest.mark.parametrize("gap", GAPS)
def test_evidence_stands_under_the_section_that_asks_for_it_in_the_order_of_the_questions(real, gap):
    groups = list(evidence_groups(real, gap))
    sections = [group.key.removeprefix(f"{gap}-") for group in groups]
    assert sections == [section for section in SECTIONS if section in sections]
    whens = {rule.key: rule.when for rule in real.evidence}
    asked = [(*whens[key].all, *whens[key].any)[0].field for key in keys(groups)]
    order = [field.name for field in CATALOGUE]
    assert asked == sorted(asked, key=order.index)


def test_evidence_keeps_its_points_and_sources(real):
    for rule in real.evidence:
        groups = evidence_groups(real, rule.gap)
        line = next(line for group in groups for line in group.rules if line.key == rule.key)
        assert (line.text, line.gap, line.points) == (rule.because, rule.gap, rule.points)
        assert tuple(citation.key for citation in line.sources) == rule.sources


def test_situations_keep_their_order_and_refusals_stand_apart(real):
    listed = [rule.key for rule in situations(real)]
    assert listed == [rule.key for rule in real.situations if rule.verdict != "impossible"]
    assert {rule.key for rule in refusals(real)} == {rule.key for rule in real.situations} - set(listed)
    assert all(rule.verdict_name for rule in situations(real))
    assert not any(rule.verdict_name for rule in refusals(real))


def test_all_advice_is_listed_by_its_kind(real):
    assert sorted(keys(advice_groups(real))) == sorted(rule.key for rule in real.advice)
    assert {rule.key for rule in dissents(real)} == {rule.key for rule in real.advice if rule.kind == "dissent"}
