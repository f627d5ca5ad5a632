import doctest

from hireguide.diagnoses.documents import figures


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(figures).failed == 0


def test_words_change_only_their_first_letter():
    assert figures.capital("a VP Engineering") == "A VP Engineering"
    assert figures.in_sentence("More than $35,000") == "more than $35,000"
    assert figures.capital("") == figures.in_sentence("") == ""
