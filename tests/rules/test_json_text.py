import pytest

from hireguide.rules import read_json
from hireguide.rules.faults import UnreadNumber


@pytest.mark.parametrize(("text", "number"), [("9" * 18, 10**18 - 1), ("0." + "5" * 16, float("0." + "5" * 16))])
def test_a_number_of_18_characters_is_read_and_a_longer_one_kept_as_written(text, number):
    assert read_json(text) == number
    assert read_json(text + "1") == UnreadNumber(text + "1")
