"""Numbers of many companies, or sets of steps, at once: binary digits that are a column each, the lowest first."""

from collections.abc import Iterable, Sequence


def add(digits: list[int], place: int, column: int) -> None:
    """Adds two to the power of `place` to the numbers of those in a column.

    >>> digits = [0b01]
    >>> add(digits, 0, 0b11)
    >>> digits
    [2, 1]
    """
    while column:
        digits += [0] * (place + 1 - len(digits))
        digits[place], column = digits[place] ^ column, digits[place] & column
        place += 1


def counted(columns: Iterable[int]) -> list[int]:
    """In how many of some columns each is."""
    return summed([list(columns)])


def summed(piles: list[list[int]]) -> list[int]:
    """The numbers that come of many columns: each of the first pile adds one to the numbers of those in it, of the
    second two, of the third four, and so on. The piles are used up.

    >>> summed([[0b11, 0b01]])
    [2, 1]
    """
    digits: list[int] = []
    for place, pile in enumerate(piles):  # which grow while they are walked
        if len(pile) > 1 and place + 1 == len(piles):
            piles.append([])
        digit = pile.pop() if pile else 0
        while pile:
            # Three columns make a digit and a carry, at five operations.
            one, two = pile.pop(), pile.pop() if pile else 0
            differing = digit ^ one
            piles[place + 1].append(digit & one | differing & two)
            digit = differing ^ two
        digits.append(digit)
    return digits


def at_least(digits: Sequence[int], wanted: int, everyone: int) -> int:
    """Those of `everyone` whose number is so much or more.

    >>> at_least([0b10, 0b01], 2, 0b11)
    1
    """
    if wanted <= 0 or wanted >> len(digits):
        return everyone if wanted <= 0 else 0
    equal, more = everyone, 0
    for place in reversed(range(len(digits))):
        if wanted >> place & 1:
            equal &= digits[place]
        else:
            more |= equal & digits[place]
            equal &= ~digits[place]
    return more | equal


def turned(rows: Sequence[int], width: int) -> list[int]:
    """Rows of so many bits as columns: the lowest bit of each column is of the first row.

    >>> [bin(column) for column in turned([0b01, 0b11, 0b00], 2)]
    ['0b11', '0b10']
    """
    if not rows:
        return [0] * width
    # As text: slices and numbers of base two are made at the speed of copying.
    digits = "".join([format(row, f"0{width}b") for row in reversed(rows)])
    return [int(digits[width - 1 - place :: width], 2) for place in range(width)]
