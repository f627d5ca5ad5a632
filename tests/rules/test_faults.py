import json

import pytest

from hireguide.rules.faults import UnreadNumber, shown


@pytest.mark.parametrize("text", ["Zoë", "Łódź 🙂", "\ue000", "日本"])
def test_a_text_is_shown_in_its_own_letters(text):
    assert shown(text) == f'"{text}"'


@pytest.mark.parametrize("code", [0xD800, 0xDBFF, 0xDFFF])
def test_half_a_character_is_shown_so_that_it_can_be_written(code):
    half = chr(code)
    assert shown(f"a{half}") == json.dumps(f"a{half}")
    assert shown(half).encode()


def test_long_values_are_cut_at_60_characters_and_18_digits():
    assert shown("n" * 60) == f'"{"n" * 60}"'
    assert shown("n" * 61) == f'"{"n" * 60}…"'
    assert shown(10**18 - 1) == "9" * 18
    assert shown(-(10**18)) == "a number of more than 18 digits"
    assert str(UnreadNumber("9" * 60)) == "9" * 60
    assert str(UnreadNumber("9" * 61)) == "a number of 61 digits"
