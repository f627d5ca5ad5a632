"""What a proof says: for each of the seven an item a claim, with profiles that anyone can judge by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from hireguide.rules.document import Document
from hireguide.rules.fields import Facts
from hireguide.rules.rulebook import Rulebook

PROOFS = ("reach", "rules", "questions", "overlaps", "expectations", "shares", "examples")


@dataclass(frozen=True, slots=True)
class Item:
    """One claim: `holds` is None where it could be neither proven nor refuted in time.

    `warns`: it only informs, so that it holds, but somebody should look.
    """

    key: str
    holds: bool | None
    message: str
    witnesses: tuple[Facts, ...] = ()
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One of the seven proofs. It holds where all its items do."""

    proof: str
    items: tuple[Item, ...]

    @property
    def holds(self) -> bool | None:
        """False where an item fails, else None where one is not proven."""
        return together(item.holds for item in self.items)


@dataclass(frozen=True, slots=True)
class Proof:
    """All seven, for the rulebook with this digest."""

    digest: str
    parts: tuple[Part, ...]

    @property
    def holds(self) -> bool | None:
        """False where a part fails, else None where one is not proven."""
        return together(part.holds for part in self.parts)

    @property
    def open(self) -> tuple[tuple[str, Item], ...]:
        """What does not hold or is not proven, each with the name of its proof."""
        return tuple((part.proof, item) for part in self.parts for item in part.items if item.holds is not True)

    def as_dict(self) -> Document:
        """The keys of `prove --json`; the whole holds only where all of it is proven."""
        return {
            "digest": self.digest,
            "holds": self.holds,
            "proofs": [
                {"proof": part.proof, "holds": part.holds, "items": [_item(item) for item in part.items]}
                for part in self.parts
            ],
        }


def place_in(rulebook: Rulebook, proof: str, key: str) -> str:
    """Where in a rulebook's file an item of a proof points, as in `evidence[3]` or `grid.none.some`."""
    if proof == "reach":
        return f"grid.{key.replace('/', '.')}" if "/" in key else f"verdicts.{key}"
    named = ("evidence", "situations", "advice") if proof == "rules" else (proof,)
    for part in named:
        for place, entry in enumerate(getattr(rulebook, part, ())):
            if entry.key == key:
                return f"{part}[{place}]"
    return f"{proof}.{key}"


def together(claims: Iterable[bool | None]) -> bool | None:
    """Whether all hold: False before None before True."""
    said = set(claims)
    return False if False in said else None if None in said else True


def _item(item: Item) -> Document:
    return {
        "key": item.key,
        "holds": item.holds,
        "message": item.message,
        "witnesses": [dict(witness) for witness in item.witnesses],
    }
