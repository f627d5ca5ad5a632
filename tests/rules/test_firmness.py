import pytest

from hireguide.rules.firmness import LABELS, firmness
from hireguide.rules.flips import Flip


def flip(steps, *, missing=None):
    return Flip(steps, (), capped=False, missing=missing)


@pytest.mark.parametrize(
    ("steps", "settled", "label"),
    [
        ((1, 3), True, "on_the_edge"),
        ((None, 2), False, "leaning"),
        ((3, None), True, "firm"),
        ((3, None), False, "open"),
        ((None, None), True, "firm"),
    ],
)
def test_firmness_is_named_by_the_fewest_steps_to_any_other_verdict(steps, settled, label):
    found = firmness(dict(enumerate(map(flip, steps))), settled=settled)
    fewest = min((count for count in steps if count), default=None)
    assert found.as_dict() == {"steps": fewest, "label": label}
    assert label in LABELS


@pytest.mark.parametrize(
    ("steps", "missing", "proven"),
    [(1, 1, True), (2, 1, False), (2, 2, True), (3, 9, True), (3, 2, False), (None, 9, False)],
)
def test_firmness_says_where_fewer_steps_are_not_excluded(steps, missing, proven):
    found = firmness({"pairing": flip(steps), "neither_yet": flip(None, missing=missing)}, settled=True)
    assert found.proven is proven
    assert found.as_dict().get("proven", True) is proven
    assert ("proven" in found.as_dict()) is not proven
