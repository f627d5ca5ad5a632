from django.template import Context, Template

from hireguide.web.grid_path import Stop
from hireguide.web.grid_voices import VoicesPicture
from tests.web.test_grid import BANDS_OF_TESTS, NAMES

FAY = Stop("A", "Fay", {"execution": 9, "strategy": 6})
GUS = Stop("B", "Gus", {"execution": 1, "strategy": 1})
ALL = Stop("", "All together", {"execution": 5, "strategy": 1})


def picture(*stops, merged=False):
    return VoicesPicture(BANDS_OF_TESTS, NAMES, stops, merged)


def test_every_voice_has_a_dot_and_none_stands_out():
    shown = picture(FAY, GUS)
    assert sorted(place.label for place in shown.places) == ["A", "B"]
    assert not any(place.is_main for place in shown.places)


def test_what_they_come_to_together_is_filled():
    shown = picture(FAY, GUS, ALL, merged=True)
    assert [place.label for place in shown.places if place.is_main] == [""]


def test_voices_at_one_place_share_its_mark():
    twin = Stop("B", "Gus", FAY.points)
    assert [place.label for place in picture(FAY, twin).places] == ["A, B"]


def test_the_picture_is_told_in_words_and_drawn_without_lines():
    shown = picture(FAY, GUS, ALL, merged=True)
    assert shown.description.startswith("A, Fay: in the cell “")
    assert "All together: in the cell “" in shown.description
    drawn = Template('{% load screen %}{% grid_path shown "Voices" %}').render(Context({"shown": shown}))
    assert "grid__leg" not in drawn
    assert "A: Fay" in drawn
