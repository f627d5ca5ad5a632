"""What the disagreement map asks: five voices, all combinations of what they dispute judged, and who would have to be
right; as many of their answers open as real voices leave."""

from collections.abc import Mapping, Sequence
from functools import partial
from random import Random
from statistics import median

from benchmarks.books import shipped
from benchmarks.harness import duration, quantile, show, timed
from hireguide.rules import (
    FIELDS,
    LAW,
    Disagreement,
    Rulebook,
    Value,
    Voice,
    agenda,
    applies,
    disagree,
    sample_profiles,
)

_HEADER = ("", "rounds", "combinations", "median", "99th percentile", "longest", "not proven")
VOICES, DISPUTED = 5, 15


def main(rounds: int = 100) -> None:
    """Print what a round takes in which all answers are known, and one with a fifth of them open."""
    rulebook = shipped()
    rows = [
        _row("all answered", rulebook, rounds, 0.0),
        _row("a fifth open", rulebook, rounds, 0.2),
    ]
    show(f"{VOICES} voices and {DISPUTED} disputed questions, the shipped rulebook", _HEADER, rows)


def _row(kind: str, rulebook: Rulebook, rounds: int, share_open: float) -> tuple[str, ...]:
    asked = [drawn(rulebook, seed, share_open) for seed in range(rounds)]
    disagree(rulebook, asked[0], {})
    found: list[Disagreement] = []

    def ask(voices: Sequence[Voice]) -> None:
        found.append(disagree(rulebook, voices, {}))
        agenda(rulebook, found[-1])

    seconds = [timed(partial(ask, voices)) for voices in asked]
    told = (duration(median(seconds)), duration(quantile(seconds, 0.99)), duration(max(seconds)))
    combinations = int(median([each.combinations for each in found]))
    return kind, str(rounds), f"{combinations:,}", *told, str(sum(not each.proven for each in found))


def drawn(rulebook: Rulebook, seed: int, share_open: float = 0.0) -> list[Voice]:
    """Voices about one random company that differ in DISPUTED of its answers, each of which anybody may leave open."""
    random = Random(seed)  # noqa: S311 - samples, not secrets
    company = sample_profiles(rulebook, 1, seed=seed)[0]
    said: list[dict[str, Value]] = [dict(company) for _ in range(VOICES)]
    for name in random.sample(list(company), min(DISPUTED, len(company))):
        for one in said:
            one[name] = random.choice(_answers(random, name))
    nobody = {name for name in company if random.random() < share_open}
    return [Voice(str(key), _whole(random, one, nobody, share_open)) for key, one in enumerate(said)]


def _answers(random: Random, name: str) -> Sequence[Value]:
    field = FIELDS[name]
    return [random.randint(*bracket) for bracket in field.brackets] if field.kind == "integer" else list(field.values)


def _whole(random: Random, said: Mapping[str, Value], nobody: set[str], share_open: float) -> dict[str, Value]:
    """One voice's answers, less those left open, and with as many people as engineers at least."""
    kept = {name: value for name, value in said.items() if name not in nobody and random.random() >= share_open}
    facts = {name: kept[name] for name in FIELDS if name in kept and applies(FIELDS[name], kept) is not False}
    count, people = facts.get(LAW.field), facts.get(LAW.limit)
    return facts | ({LAW.limit: count} if count is not None and people is not None and count > people else {})  # type: ignore[operator]
