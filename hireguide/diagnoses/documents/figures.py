"""Figures in words: money, points, counts and lists, as a page shows them."""

from collections.abc import Sequence

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def dollars(amount: int) -> str:
    """US dollars, with thousands separated.

    >>> dollars(220000)
    '$220,000'
    """
    return f"${amount:,}"


def dollar_range(low: int, high: int) -> str:
    """From `low` to `high` US dollars, the sign written once.

    >>> dollar_range(5000, 15000), dollar_range(600, 600)
    ('$5,000–15,000', '$600')
    """
    return dollars(low) if low == high else f"{dollars(low)}–{high:,}"


def number(value: int) -> str:
    """A whole number, with a true minus sign and thousands separated.

    >>> number(-3), number(1200)
    ('−3', '1,200')
    """
    return f"−{-value:,}" if value < 0 else f"{value:,}"


def in_words(value: int) -> str:
    """A count of things in a sentence: up to ten as a word.

    >>> in_words(2), in_words(12)
    ('two', '12')
    """
    return _WORDS[value] if 0 <= value < len(_WORDS) else number(value)


def counted(value: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> counted(1, "point", "points"), counted(-2, "point", "points")
    ('1 point', '−2 points')
    """
    return f"{number(value)} {one if abs(value) == 1 else many}"


def points(value: int) -> str:
    """So many points."""
    return counted(value, "point", "points")


def number_range(low: int, high: int) -> str:
    """From `low` to `high`: a dash between plain numbers, a word where one is below zero.

    >>> number_range(2, 11), number_range(-3, 4), number_range(5, 5)
    ('2–11', '−3 to 4', '5')
    """
    if low == high:
        return number(low)
    return f"{number(low)} to {number(high)}" if min(low, high) < 0 else f"{number(low)}–{number(high)}"


def listed(texts: Sequence[str], last: str = "and") -> str:
    """Texts as a sentence lists them.

    >>> listed(["one"]), listed(["one", "two"]), listed(["one", "two", "three"], "or")
    ('one', 'one and two', 'one, two or three')
    """
    *first, final = texts
    return f"{', '.join(first)} {last} {final}" if first else final


def capital(text: str) -> str:
    """`text` as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def in_sentence(label: str) -> str:
    """A label within a sentence: "Less than $8,000" becomes "less than $8,000"."""
    return label[:1].lower() + label[1:]
