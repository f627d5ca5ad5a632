from dataclasses import replace

from hireguide.rules import rulebook_json
from hireguide.rules.rulebook import Cell
from hireguide.rules.variants import variants
from tests.rules.books import book, evidence, situation

ONE = book(
    evidence=[
        evidence("slips", "execution", 3, "delivery_pain is high"),
        evidence("unclear", "execution", 2, "priorities_clear is false"),
        evidence("gone", "strategy", 1, "lead_departed is true"),
    ],
    situations=[situation("small", "neither_yet", "engineer_count at_most 4")],
)


def written(variants_):
    return {name: rulebook_json(rulebook) for name, rulebook in variants_}


def test_each_rule_that_differs_is_changed_by_itself_and_the_others_stay():
    other = book(
        evidence=[
            evidence("slips", "execution", 4, "delivery_pain is high"),
            evidence("new", "strategy", 2, "urgency is now"),
            evidence("unclear", "execution", 2, "priorities_clear is false"),
        ],
        situations=[situation("small", "pairing", "engineer_count at_most 4")],
    )
    slips, unclear, gone = ONE.evidence
    expected = {
        "slips": replace(ONE, evidence=(other.evidence[0], unclear, gone)),
        "gone": replace(ONE, evidence=(slips, unclear)),
        "new": replace(ONE, evidence=(slips, other.evidence[1], unclear, gone)),
        "small": replace(ONE, situations=other.situations),
    }
    assert written(variants(ONE, other)) == written(expected.items())


def test_a_cell_and_bands_are_named_by_their_place():
    cell = Cell("large", "none", "pairing", "Why not?")
    grid, bands = {**ONE.grid, ("large", "none"): cell}, {**ONE.bands, "strategy": (1, 4)}
    expected = {"grid.large.none": replace(ONE, grid=grid), "bands.strategy": replace(ONE, bands=bands)}
    assert written(variants(ONE, replace(ONE, grid=grid, bands=bands))) == written(expected.items())
