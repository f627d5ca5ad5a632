"""The seven proofs as a page tells them: what fails with its witnesses and where it is mended, and what informs."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from hireguide.diagnoses.documents.figures import counted, listed
from hireguide.editing.selectors.trying import Urls
from hireguide.profiles.wording import QUESTIONS, answer_text
from hireguide.rulebooks.documents.plain import INFORMING, PROOF_STATES, PROOF_TITLES, proof_count, proof_state
from hireguide.rulebooks.wording import VERDICT_LABELS, rule_keys, sentence_words
from hireguide.rules import Facts, Item, Part, Proof, Rulebook, unexercised

RULE_PARTS = ("evidence", "situations", "advice")
_IDLE: Mapping[str, str] = {
    "evidence": "Evidence that holds in no example",
    "situations": "Situations that hold in no example",
    "advice": "Advice that holds in no example",
}
_TROUBLE, _LOOK, _TOLD = "trouble", "look", "told"


@dataclass(frozen=True, slots=True)
class Witness:
    """A profile that shows a claim: its answers in words, and as the JSON that the simulator takes."""

    answers: tuple[tuple[str, str], ...]
    profile: str


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the rulebook that a claim speaks of, and where it is edited, or ""."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One item of a proof. `kind`: "trouble" stands against publishing, "look" warns, "told" informs."""

    kind: str
    state: str
    message: str
    places: tuple[Place, ...]
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One of the seven: what fails or warns stands open, what only informs folds away."""

    key: str
    title: str
    state: str
    count: str
    is_trouble: bool
    trouble: tuple[Claim, ...]
    warnings: tuple[Claim, ...]
    informing: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """The proofs, and what no example exercises: rules, cells and verdicts."""

    holds: bool | None
    digest: str
    proofs: tuple[Told, ...]
    rules: tuple[tuple[str, tuple[Place, ...]], ...]
    cells: tuple[Place, ...]
    verdicts: tuple[str, ...]

    @property
    def summary(self) -> str:
        """All of it in a sentence."""
        claims = [claim for told in self.proofs for claim in told.trouble]
        if not claims:
            return "All holds: nothing here stands against publishing."
        failing = sum(claim.state == PROOF_STATES[False] for claim in claims)
        said = [f"{counted(failing, 'claim does', 'claims do')} not hold"] if failing else []
        open_count = len(claims) - failing
        said += [f"{counted(open_count, 'claim is', 'claims are')} not proven"] if open_count else []
        return f"{listed(said)}. Nothing is published before that is mended."

    @property
    def has_gaps(self) -> bool:
        """Whether something is exercised by no example."""
        return bool(self.rules or self.cells or self.verdicts)


def build_check(rulebook: Rulebook, proof: Proof, urls: Urls) -> Check:
    """The page of a rulebook's proofs; `urls` lead to the draft's parts."""
    idle, keys = unexercised(rulebook), rule_keys(rulebook)
    return Check(
        holds=proof.holds,
        digest=proof.digest,
        proofs=tuple(_told(part, urls, keys) for part in proof.parts),
        rules=tuple(
            (_IDLE[part], places)
            for part in RULE_PARTS
            if (places := tuple(_place(part, rule.key, urls) for name, rule in idle.rules if name == part))
        ),
        cells=tuple(
            Place(f"execution {one}, strategy {other}", urls.get(("grid", f"{one}.{other}"), ""))
            for one, other in idle.cells
        ),
        verdicts=tuple(VERDICT_LABELS[code] for code in idle.verdicts),
    )


def _told(part: Part, urls: Urls, keys: Collection[str]) -> Told:
    claims = [_claim(part.proof, item, urls, keys) for item in part.items]
    return Told(
        key=part.proof,
        title=PROOF_TITLES[part.proof],
        state="for information" if part.proof in INFORMING else proof_state(part),
        count=proof_count(part),
        is_trouble=part.holds is not True,
        trouble=tuple(claim for claim in claims if claim.kind == _TROUBLE),
        warnings=tuple(claim for claim in claims if claim.kind == _LOOK),
        informing=tuple(claim for claim in claims if claim.kind == _TOLD and part.proof in INFORMING),
    )


def _claim(proof: str, item: Item, urls: Urls, keys: Collection[str]) -> Claim:
    return Claim(
        kind=_TROUBLE if item.holds is not True else _LOOK if item.warns else _TOLD,
        state=PROOF_STATES[item.holds],
        message=sentence_words(item.message, () if proof == "questions" else keys),
        places=tuple(_places(proof, item.key, urls)),
        witnesses=tuple(map(witness_of, item.witnesses)),
    )


def witness_of(facts: Facts) -> Witness:
    """A profile in words, in the order of the questions."""
    answers = ((_capital(QUESTIONS[name].short), answer_text(name, value)) for name, value in facts.items())
    return Witness(tuple(answers), json.dumps(dict(facts)))


def _places(proof: str, key: str, urls: Urls) -> Iterator[Place]:
    """The parts that an item of a proof speaks of: a cell is `some/large`, of a cliff the rule comes first."""
    if proof == "reach":
        place = ("grid", key.replace("/", ".")) if "/" in key else ("verdicts", key)
        execution, _, strategy = key.partition("/")
        name = f"the cell execution {execution}, strategy {strategy}" if strategy else VERDICT_LABELS[key]
        yield Place(name, urls.get(place, ""))
    elif proof in ("rules", "overlaps", "expectations", "examples"):
        names = key.split("/") if proof == "overlaps" else key.split("/")[:1]
        for name in names:
            yield Place(name, next((urls[part, name] for part in (proof, *RULE_PARTS) if (part, name) in urls), ""))


def _place(part: str, key: str, urls: Urls) -> Place:
    return Place(key, urls.get((part, key), ""))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
