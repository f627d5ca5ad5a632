"""A verdict as plain text for a terminal: what it is and rests on, why, why not the others, what would change it."""

from collections.abc import Iterator
from textwrap import fill
from typing import Any

from hireguide.profiles.wording import QUESTIONS, SECTION_WORDING, answer_text
from hireguide.rules import GAPS, Rulebook
from hireguide.web.commands import printable

_WIDTH = 88
_BASIS = {
    "settled": "Settled: no open answer can change it.",
    "known": "On what is known so far.",
    "completed": "What is known so far points elsewhere, but no way of answering the rest leads there.",
}
_FIRMNESS = {
    "on_the_edge": "On the edge: one step would give another verdict.",
    "leaning": "Leaning: two steps would give another verdict.",
    "firm": "Firm: fewer than three steps give no other verdict, and no open answer can.",
    "open": "Open: fewer than three steps give no other verdict, but the open answers could.",
}
_UNTRIED = "Not everything was tried in time:"
_KINDS = {"variant": "Variant", "warning": "Take care", "next_step": "Next step", "dissent": "Some would disagree"}


def as_text(result: dict[str, Any], rulebook: Rulebook, *, place: str) -> str:
    """`result`, as `diagnose --json` has it, in lines of 88 characters; `place` says where the answers stand."""
    parts = (
        _head(result, rulebook, place),
        _gaps(result),
        _reasons(result),
        _against(result, rulebook),
        _flips(result, rulebook),
        _later(result, rulebook),
        _advice(result),
    )
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def as_line(code: str, basis: str, rulebook: Rulebook, *, place: str, name: str) -> str:
    """A verdict alone, on one line."""
    named = f"{printable(name)} ({place})" if name else place
    return f"{named}: {rulebook.verdicts[code].title} ({basis})"


def _head(result: dict[str, Any], rulebook: Rulebook, place: str) -> Iterator[str]:
    name = printable(result["profile"].get("company_name", ""))
    yield f"{name} ({place})" if name else place
    yield f"  {result['title']}"
    others = [rulebook.verdicts[code].title for code in result["possible"] if code != result["verdict"]]
    still = f" Still possible: {', '.join(others)}." if others else ""
    yield _wrapped(f"{_BASIS[result['basis']]}{still}")
    if not (result["settled"] or _is_proven(result)):
        yield _wrapped(f"{_UNTRIED} one of these may be out of reach.")
    if result["decided_by"]:
        yield _wrapped(result["decided_by"]["because"])
    elif result["settled"]:
        yield _wrapped("What is known so far points elsewhere, but every way of answering the rest leads here.")
    edition = result["edition"]
    rules = f"Edition {edition}" if edition is not None else "A rulebook from a file"
    yield _wrapped(f"{rules}, {result['digest'][:19]}")


def _gaps(result: dict[str, Any]) -> Iterator[str]:
    for gap in GAPS:
        reading = result["gaps"][gap]
        least, most = reading["range"]
        open_range = "" if least == most == reading["points"] else f", {least} to {most} once all is known"
        yield f"  {gap.capitalize()} gap: {reading['band']} ({_points(reading['points'])}{open_range})"
    if not all(_is_proven(reading) for reading in result["gaps"].values()):
        yield _wrapped(f"{_UNTRIED} a narrower range is not ruled out.")


def _reasons(result: dict[str, Any]) -> Iterator[str]:
    if result["reasons"]:
        yield "  Why"
    for reason in result["reasons"]:
        sources = f" [{', '.join(reason['sources'])}]" if reason["sources"] else ""
        yield _wrapped(f"{reason['points']:+d} {reason['gap']}: {reason['because']}{sources}", indent=4)


def _against(result: dict[str, Any], rulebook: Rulebook) -> Iterator[str]:
    sentences = {situation.key: situation.because for situation in rulebook.situations}
    yield "  Why not the others"
    for code, against in result["against"].items():
        yield _wrapped(f"{rulebook.verdicts[code].title}: {_lacking(against['lacks'])}", indent=4)
        for key in against["situations"]:
            yield _wrapped(f"or if this held: {sentences.get(key, key)}", indent=6)
        if not against.get("nearest_proven", True):
            yield _wrapped(f"{_UNTRIED} other facts that would give it are not ruled out.", indent=6)


def _lacking(lacks: dict[str, str] | None) -> str:
    if lacks is None:
        return "no pair of gaps gives it."
    wanted = "; ".join(f"{gap}: {want}" for gap, want in lacks.items())
    return f"it wants {wanted}." if wanted else "both gaps are where it wants them."


def _flips(result: dict[str, Any], rulebook: Rulebook) -> Iterator[str]:
    yield _wrapped(_FIRMNESS[result["firmness"]["label"]])
    for code, flip in result["flips"].items():
        if flip["sets"]:
            first, *others = flip["sets"]
            steps = "1 step" if flip["steps"] == 1 else f"{flip['steps']} steps"
            moves = "; ".join(_move(change) for change in first)
            yield _wrapped(
                f"{rulebook.verdicts[code].title}, {steps}: {moves}{_more(len(others), capped=flip['capped'])}",
                indent=4,
            )
    unproven = not all(flip["proven"] for flip in result["flips"].values())
    if unproven:
        yield _wrapped(f"{_UNTRIED} fewer steps are not ruled out.", indent=4)


def _more(others: int, *, capped: bool) -> str:
    if not others:
        return ""
    many = f"{others} or more" if capped else str(others)
    return f" ({many} other {'way' if many == '1' else 'ways'})"


def _later(result: dict[str, Any], rulebook: Rulebook) -> Iterator[str]:
    question = result["next_question"]
    if question:
        section = SECTION_WORDING[question["section"]].title
        how = "" if question["exact"] else ", by our estimate"
        yield _wrapped(f"Worth finding out{how}: {QUESTIONS[question['field']].short} ({section}).")
    for trigger in result["triggers"]:
        yield _wrapped(f"Come back when: {_move(trigger)}. Then: {rulebook.verdicts[trigger['verdict']].title}.")
    if not result.get("triggers_proven", True):
        yield _wrapped(f"{_UNTRIED} other moments to come back are not ruled out.")


def _move(change: dict[str, Any]) -> str:
    start, end = (answer_text(change["field"], change[key]) for key in ("from", "to"))
    return f"{QUESTIONS[change['field']].short} from “{start}” to “{end}”"


def _advice(result: dict[str, Any]) -> Iterator[str]:
    if result["advice"]:
        yield "  To mind"
    for advice in result["advice"]:
        yield _wrapped(f"{_KINDS.get(advice['kind'], advice['kind'])}: {advice['text']}", indent=4)


def _is_proven(told: dict[str, Any]) -> bool:
    """Whether a search got to its end; the result says so only where it did not."""
    return bool(told.get("proven", True))


def _points(points: int) -> str:
    return f"{points} point" if abs(points) == 1 else f"{points} points"


def _wrapped(text: str, *, indent: int = 2) -> str:
    margin = " " * indent
    return fill(text, _WIDTH, initial_indent=margin, subsequent_indent=f"{margin}  ", break_long_words=False)
