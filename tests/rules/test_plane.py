import pytest

from hireguide.rules import judge
from tests.rules.books import book, evidence


@pytest.mark.parametrize(("gap", "verdict"), [("execution", "vp_engineering_first"), ("strategy", "pairing")])
@pytest.mark.parametrize(("points", "bands"), [(1, (1, 9)), (-1, (0, 9))])
def test_a_single_point_is_seen_among_what_open_answers_leave_possible(gap, verdict, points, bands):
    grid = {
        "none": {"none": "neither_yet", "some": "pairing", "large": "fractional_cto_first"},
        "some": {"none": "vp_engineering_first", "some": "fractional_cto_first", "large": "fractional_cto_first"},
        "large": {"none": "fractional_cto_first", "some": "fractional_cto_first", "large": "fractional_cto_first"},
    }
    thresholds = {"execution": (1, 9), "strategy": (1, 9)} | {gap: bands}
    rulebook = book(
        grid=grid,
        bands=(thresholds["execution"], thresholds["strategy"]),
        evidence=[evidence("slips", gap, points, "delivery_pain is high")],
    )
    assert set(judge(rulebook, {}).possible) == {"neither_yet", verdict}
