import pytest

from hireguide.advising.documents.portfolio import Chosen, build_page, size_choices, size_key
from hireguide.advising.selectors.portfolio import Standing, Standings
from hireguide.rules import parse_rulebook
from tests.factories import rulebook_text

FIRST = parse_rulebook(rulebook_text())
SECOND = parse_rulebook(rulebook_text(bands={"execution": [2, 3], "strategy": [4, 8]}))
RULEBOOKS = {11: (1, FIRST), 12: (2, SECOND)}


def standing(client, stage="seed", people=20, *, verdict="vp_engineering_first", edition=11, execution=5, rules=()):
    return Standing(client, stage, people, verdict, execution, 0, edition, tuple(rules))


def page(*diagnosed, chosen=None, tagged=None, current=12, undiagnosed=0):
    found = Standings(tuple(diagnosed), undiagnosed)
    return build_page(found, chosen or Chosen(), RULEBOOKS, current=current, tagged=tagged)


@pytest.mark.parametrize(
    ("people", "key"), [(None, ""), (0, "0-10"), (10, "0-10"), (11, "11-50"), (250, "51-250"), (251, "251-")]
)
def test_a_number_of_people_is_of_one_size(people, key):
    assert size_key(people) == key
    assert not key or key in dict(size_choices())


def test_the_filters_choose_the_picture_and_its_verdicts_and_not_the_comparison():
    clients = [standing(number, "seed" if number < 6 else "series_a") for number in range(12)]
    whole, seed = page(*clients), page(*clients, chosen=Chosen(stage="seed"))
    tagged = page(*clients, chosen=Chosen(tag="a"), tagged=frozenset({1, 7}))
    small = page(*clients, chosen=Chosen(size="0-10"))
    assert [each.shown for each in (whole, seed, tagged, small)] == [12, 6, 2, 0]
    assert [each.picture.total for each in (whole, seed, tagged)] == [12, 6, 2]
    assert sum(verdict.count for verdict in tagged.verdicts) == 2
    assert whole.stages == seed.stages == tagged.stages == small.stages
    assert [(stage.name, stage.count) for stage in whole.stages] == [("Seed", 6), ("Series A", 6)]


def test_each_stands_where_its_own_edition_put_it_and_other_editions_are_named():
    old, new = page(standing(1)), page(standing(1), standing(2, edition=12))
    assert (old.edition_number, old.others) == (1, ())
    assert (new.edition_number, new.others) == (2, ((1, 1),))
    cells = {(cell.execution, cell.count) for _, row in new.picture.rows for cell in row if cell.count}
    assert cells == {("some", 1), ("large", 1)}


def test_fewer_than_five_are_not_compared_and_small_groups_only_together():
    few = page(*(standing(number) for number in range(4)))
    assert (few.withheld, few.stages, few.rest) == (4, (), None)
    mixed = page(*(standing(number, "seed" if number < 3 else "series_b") for number in range(6)))
    assert (mixed.stages, mixed.rest.told.count, mixed.rest.name) == ((), 6, "All together")
    large = page(*(standing(number, "seed" if number < 9 else "series_b", 300 + number) for number in range(14)))
    assert [(stage.name, [row.name for row in stage.groups]) for stage in large.stages] == [
        ("Seed", ["251 people and more"]),
        ("Series B", ["251 people and more"]),
    ]


def test_what_is_not_known_is_a_group_of_its_own_and_reasons_are_told_in_words():
    [stage] = page(*(standing(number, "", None, rules=["slips", "gone"]) for number in range(5))).stages
    [row] = stage.groups
    assert (stage.name, row.name) == ("Stage not known", "Size not known")
    assert row.reasons == (("gone", 5), ("The sentence of slips.", 5))


def test_without_an_edition_nothing_is_drawn():
    assert page(current=None, undiagnosed=3).picture is None


def test_a_few_of_many_are_not_none_and_almost_all_are_not_all():
    many = [standing(number, verdict="pairing" if number < 2 else "neither_yet") for number in range(1000)]
    told = page(*many)
    for verdicts in (told.verdicts, told.stages[0].groups[0].verdicts):
        shares = {verdict.code: verdict.share for verdict in verdicts}
        assert shares["vp_engineering_first"] == "0%"
        assert (shares["pairing"], shares["neither_yet"]) == ("under 1%", "over 99%")
    assert [verdict.share for verdict in page().verdicts] == [""] * 4
