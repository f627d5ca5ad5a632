"""What hangs on who is right, by judging every combination by itself: the judge of the fast search."""

from itertools import product

from hireguide.rules import IMPOSSIBLE, ProfileError, judge, merge
from hireguide.rules.rulings import changed


def outcome(book, facts):
    """The verdict that `judge` gives, or "impossible"."""
    try:
        return judge(book, facts).code
    except ProfileError:
        return IMPOSSIBLE


class Naive:
    """Every combination of claims, with what becomes of it."""

    def __init__(self, book, voices, settled):
        self.merged = merge(voices, settled)
        self.names = list(self.merged.disputed)
        self.rows = [dict(zip(self.names, row, strict=True)) for row in product(*self.merged.disputed.values())]
        self.codes = [outcome(book, changed(self.merged.facts, _values(row))) for row in self.rows]

    def decisive(self, name):
        """Whether somewhere another claim about a question changes one verdict into another."""
        seen = {}
        for row, code in zip(self.rows, self.codes, strict=True):
            if code != IMPOSSIBLE:
                seen.setdefault(tuple(_values(row, but=name).items()), set()).add(code)
        return any(len(codes) > 1 for codes in seen.values())

    def gives(self, code, chosen):
        """Whether values of some questions give a verdict whatever the others are."""
        fits = [all(row[name].values[0] in values for name, values in chosen.items()) for row in self.rows]
        found = {each for each, fit in zip(self.codes, fits, strict=True) if fit}
        return code in found and found <= {code, IMPOSSIBLE}


def _values(row, but=None):
    return {name: claim.values[0] for name, claim in row.items() if name != but}
