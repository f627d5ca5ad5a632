"""Who says what, in sentences: names and letters of voices, what somebody would have to be right about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hireguide.advising.models import Respondent
from hireguide.diagnoses.documents.figures import capital, listed
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.profiles.wording import QUESTIONS, answer_text
from hireguide.rules import LAW, Claim, Clash, Topic

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SEATS = {"ceo": "CEO", "cto": "CTO", "product": "product", "board": "board"}


class Names:
    """What voices are called on a page, by their number in the database."""

    def __init__(self, heard: Iterable[Respondent]) -> None:
        self._heard = {one.pk: (_letter(place), one) for place, one in enumerate(heard)}

    def mark(self, key: int) -> str:
        """The letter on the grid."""
        return self._heard[key][0]

    def seat(self, key: int) -> str:
        """Where they sit, in a word; "" for somebody else."""
        return _SEATS.get(self._heard[key][1].seat, "")

    def name(self, key: int) -> str:
        """Their name, with their seat where it tells something."""
        name, seat = self._heard[key][1].name, self.seat(key)
        return f"{name} ({seat})" if seat else name

    def saying(self, voices: Iterable[str], joint: str = "and") -> str:
        """Those voices by name."""
        return listed([self.name(int(key)) for key in voices], joint)

    def right_about(self, claims: Sequence[Claim]) -> str:
        """That voices are right about what they claim: "Fay (CEO) is right about slipping commitments (“Often”)"."""
        by_voices: dict[tuple[str, ...], list[Claim]] = {}
        for claim in claims:
            by_voices.setdefault(claim.voices, []).append(claim)
        parts: list[str] = []
        for voices, theirs in by_voices.items():
            # Whoever of these is right, the verdict is the same.
            joint = "or" if len(theirs[0].values) > 1 else "and"
            are = "are" if len(voices) > 1 and joint == "and" else "is"
            verb = "" if parts else f"{are} right "
            parts.append(f"{self.saying(voices, joint)} {verb}about {listed([about(claim) for claim in theirs])}")
        return ", and ".join(parts)


@dataclass(frozen=True, slots=True)
class Told:
    """One set of claims as a sentence; `claims` says how many they are."""

    text: str
    claims: int


def about(claim: Claim) -> str:
    """What a claim is about, and what it says."""
    answers = listed([f"“{answer_text(claim.field, value)}”" for value in claim.values], "or")
    return f"{QUESTIONS[claim.field].short} ({answers})"


def set_words(claims: Sequence[Claim], names: Names) -> Told:
    """Who would have to be right, as the rest of a sentence that begins with the verdict."""
    return Told(f"if {names.right_about(claims)}" if claims else "whoever is right", len(claims))


def clash_words(clash: Clash, names: Names) -> tuple[str, str]:
    """Claims that can't all be right, and why."""
    said = [f"{names.saying(claim.voices, 'or')} on {about(claim)}" for claim in clash.claims]
    fields = {claim.field for claim in clash.claims}
    because = clash.because
    if fields & {LAW.field, LAW.limit} and LAW.limit in because:
        because = "There would be more engineers than people in the company."
    return capital(listed(said)) if said else "What is agreed or settled", because


def leaves_words(topic: Topic, names: Names) -> str:
    """Which verdicts can come out by each claim: "If Fay (CEO) is right, it is VP Engineering first." """
    by_outcome: dict[tuple[str, ...], list[str]] = {}
    for claim, codes in zip(topic.claims, topic.leaves, strict=True):
        by_outcome.setdefault(codes, []).extend(claim.voices)
    return " ".join(f"If {names.saying(who, 'or')} is right, {_left(codes)}." for codes, who in by_outcome.items())


def _left(codes: Sequence[str]) -> str:
    return f"it is {listed([short_title(code) for code in codes], 'or')}" if codes else "not all answers can be true"


def _letter(place: int) -> str:
    """A, B, …, Z, A1, B1, …"""
    turn, at = divmod(place, len(_LETTERS))
    return f"{_LETTERS[at]}{turn or ''}"
