"""The gates of publishing: what a draft must show before it becomes an edition, each with how it stands in a sentence.

A gate speaks of one content (its digest) beside one current edition. Whoever changes the draft, or publishes something
else meanwhile, shuts the gates that spoke of what was.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.db.models import QuerySet

from hireguide.accounts.models import User
from hireguide.diagnoses.selectors import kept_diagnoses
from hireguide.editing.models import Approval, Replay
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import current_edition, draft_rulebook, editors_of, proof_of, rulebook_of
from hireguide.rulebooks.wording import rule_keys, sentence_words
from hireguide.rules import Fault, Item, Rulebook, RulebookError, rulebook_digest

_EXAMPLES = "examples"
_MOST_NAMED = 5


class GateName(StrEnum):
    """What a gate asks, in the order in which they are told."""

    WELL_FORMED = "well_formed"
    DIFFERS = "differs"
    BASE = "base"
    PROOFS = "proofs"
    EXAMPLES = "examples"
    REPLAY = "replay"
    APPROVAL = "approval"


class GateState(StrEnum):
    """How a gate stands: `failed` wants mending, `waiting` wants somebody or something to do its part."""

    PASSED = "passed"
    FAILED = "failed"
    WAITING = "waiting"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that publishing asks. `sentence` says how it stands and what to do; `page` is where: a URL's name."""

    name: GateName
    state: GateState
    sentence: str
    page: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it lets the draft through."""
        return self.state in (GateState.PASSED, GateState.NOT_NEEDED)


@dataclass(frozen=True, slots=True)
class Content:
    """What a draft or edition says: its rulebook and digest, or the faults for which it is none."""

    rulebook: Rulebook | None
    digest: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a draft stands before the gates: `replay` and `approval` are of exactly this content, None without one."""

    draft: RulebookDraft
    current: Edition | None
    content: Content
    replay: Replay | None
    approval: Approval | None
    gates: tuple[Gate, ...]

    @property
    def shut(self) -> tuple[Gate, ...]:
        """The gates that stand against publishing; none where it may go ahead."""
        return tuple(gate for gate in self.gates if not gate.is_open)

    @property
    def asks_to_replace(self) -> bool:
        """Whether somebody must say that it is to replace an edition that it does not start from."""
        return any(gate.name == GateName.BASE for gate in self.shut)


def content_of(draft: RulebookDraft) -> Content:
    """What the draft's rows say now."""
    try:
        rulebook = draft_rulebook(draft)
    except RulebookError as error:
        return Content(None, "", error.faults)
    return Content(rulebook, rulebook_digest(rulebook))


def edition_content(edition: Edition) -> Content:
    """What an edition says, as the core of today reads it."""
    try:
        return Content(rulebook_of(edition), edition.digest)
    except RulebookError as error:
        return Content(None, edition.digest, error.faults)


def gates(draft: RulebookDraft) -> tuple[Gate, ...]:
    """Every gate of the draft. Proving takes about a second, once a process for each content."""
    return standing_of(draft).gates


def standing_of(draft: RulebookDraft, *, content: Content | None = None, replaces: int | None = None) -> Standing:
    """How the draft stands before every gate; `content` is what it says, where that has been read already.

    `replaces` is the number of the edition that somebody has said it is to replace, though it starts from another.
    """
    content = content or content_of(draft)
    current = current_edition()
    replay = _replay_of(draft, content, current)
    approval = next(iter(_approvals_that_count(draft, content.digest)), None)
    asked = (
        *_content_gates(content, current),
        _base_gate(draft, current, replaces),
        _replay_gate(draft, current, replay),
        _approval_gate(draft, current, approval),
    )
    order = list(GateName)
    told = tuple(sorted(asked, key=lambda gate: order.index(gate.name)))
    return Standing(draft, current, content, replay, approval, told)


def roll_back_gates(edition: Edition, *, by: User | None, replaces: int | None = None) -> tuple[Gate, ...]:
    """What bringing an old edition's content back must show: the core of today proves it, and it isn't current.

    It is the way out of an emergency, so no replay is waited for. Where publishing needs approval, whoever rolls back
    holds the approvers' right; None is the machine's operator, who may. `replaces` is the edition they saw as current.
    """
    current = current_edition()
    asked = _content_gates(edition_content(edition), current)
    needed = settings.PUBLISHING_NEEDS_APPROVAL and by is not None
    if replaces is not None and current and current.number != replaces:
        said = f"Edition {current.number} was published while you looked. Look again at what would be undone."
        asked = (*asked, Gate(GateName.BASE, GateState.FAILED, said, "editing:compare"))
    if needed and by is not None and not by.has_perm("rulebooks.approve_rulebookdraft"):
        said = "Publishing needs approval here: only somebody who may approve rolls back. Ask one of them."
        asked = (*asked, Gate(GateName.APPROVAL, GateState.FAILED, said))
    return asked


def _content_gates(content: Content, current: Edition | None) -> tuple[Gate, ...]:
    """The gates that ask about the content alone, whoever's it is."""
    formed = _well_formed_gate(content)
    differs = _differs_gate(content, current)
    if content.rulebook is None:
        said = "Nothing can be proved before the rulebook is well formed."
        return formed, differs, Gate(GateName.PROOFS, GateState.WAITING, said, "editing:check")
    proof = proof_of(content.rulebook)
    claims = [item for part, item in proof.open if part != _EXAMPLES]
    failing = [item for part, item in proof.open if part == _EXAMPLES]
    told = _proofs_gate(claims, rule_keys(content.rulebook))
    return formed, differs, told, _examples_gate(failing, len(content.rulebook.examples))


def _well_formed_gate(content: Content) -> Gate:
    if content.rulebook is not None:
        return Gate(GateName.WELL_FORMED, GateState.PASSED, "Its parts make a whole rulebook.")
    first = content.faults[0]
    said = f"It can’t be read as a rulebook ({_counted(len(content.faults), 'fault')}). {first.path}: {first.message}"
    return Gate(GateName.WELL_FORMED, GateState.FAILED, said, "editing:check")


def _differs_gate(content: Content, current: Edition | None) -> Gate:
    if current is None:
        return Gate(GateName.DIFFERS, GateState.NOT_NEEDED, "Nothing has been published yet: this is the first.")
    if content.digest != current.digest:
        said = f"It says something else than edition {current.number}."
        return Gate(GateName.DIFFERS, GateState.PASSED, said, "editing:compare")
    said = f"It says just what edition {current.number} says, so there is nothing to publish."
    return Gate(GateName.DIFFERS, GateState.FAILED, said, "editing:compare")


def _base_gate(draft: RulebookDraft, current: Edition | None, replaces: int | None) -> Gate:
    """Whether publishing would undo an edition that the draft does not start from."""
    if current is None:
        return Gate(GateName.BASE, GateState.NOT_NEEDED, "There is no edition that it could undo.")
    if starts_from_current(draft, current):
        return Gate(GateName.BASE, GateState.PASSED, f"It starts from what is current, edition {current.number}.")
    if replaces == current.number:
        return Gate(GateName.BASE, GateState.PASSED, f"It replaces edition {current.number}, as was said.")
    start = f"edition {draft.base.number}" if draft.base else "a file"
    said = (
        f"It starts from {start}, and edition {current.number} is current: publishing undoes what that changed. "
        "Compare them; then start again from the current edition, or say on the page that publishes that you have "
        "looked."
    )
    return Gate(GateName.BASE, GateState.WAITING, said, "editing:compare")


def starts_from_current(draft: RulebookDraft, current: Edition) -> bool:
    """Whether nothing has been published that the draft does not know of; a file knows of what there was."""
    if draft.base is None:
        return current.published_at <= draft.begun_at
    return draft.base.digest == current.digest


def _proofs_gate(claims: Sequence[Item], keys: Collection[str]) -> Gate:
    if not claims:
        said = "All proofs hold: every verdict, rule and question counts, and every expectation is kept."
        return Gate(GateName.PROOFS, GateState.PASSED, said, "editing:check")
    failing = sum(item.holds is False for item in claims)
    unproven = len(claims) - failing
    counts = [f"{_counted(failing, 'claim')} fail{'s' if failing == 1 else ''}"] if failing else []
    counts += [f"{unproven} could be neither proven nor refuted"] if unproven else []
    said = f"{' and '.join(counts)}. {sentence_words(claims[0].message, keys)}"
    return Gate(GateName.PROOFS, GateState.FAILED, said, "editing:check")


def _examples_gate(failing: Sequence[Item], count: int) -> Gate:
    if not failing:
        said = f"All {count} examples get their verdict." if count else "It has no examples that could fail."
        return Gate(GateName.EXAMPLES, GateState.PASSED, said, "editing:check")
    named = ", ".join(item.key for item in failing[:_MOST_NAMED]) + (", …" if len(failing) > _MOST_NAMED else "")
    said = f"{len(failing)} of {_counted(count, 'example')} would get another verdict: {named}."
    return Gate(GateName.EXAMPLES, GateState.FAILED, said, "editing:check")


def _replay_of(draft: RulebookDraft, content: Content, current: Edition | None) -> Replay | None:
    """The replay of exactly this content beside what is current, finished or not."""
    if current is None:
        return None
    replays = draft.replays.filter(digest=content.digest, against__digest=current.digest).defer("body")
    return replays.filter(state=Replay.State.DONE).first() or replays.first()


def _replay_gate(draft: RulebookDraft, current: Edition | None, replay: Replay | None) -> Gate:
    if replay is None and (current is None or not kept_diagnoses().exists()):
        said = "There is nothing to replay: no diagnosis has been kept."
        return Gate(GateName.REPLAY, GateState.NOT_NEEDED, said, "editing:replay")
    if replay is None:
        earlier = draft.replays.exists()
        since = "since it was last edited, or since another edition became current" if earlier else "yet"
        said = f"It has not been replayed over the kept diagnoses {since}. Replay it."
        return Gate(GateName.REPLAY, GateState.WAITING, said, "editing:replay")
    if replay.state == Replay.State.DONE:
        said = f"{replay.changed:,} of {_counted(replay.total, 'kept diagnosis', 'kept diagnoses')} would change."
        return Gate(GateName.REPLAY, GateState.PASSED, said, "editing:replay")
    if replay.state == Replay.State.STOPPED:
        said = f"Its replay was stopped after {replay.judged:,} of {replay.total:,}. Go on with it."
    else:
        said = f"Its replay has judged {replay.judged:,} of {replay.total:,}. Wait until it has finished."
    return Gate(GateName.REPLAY, GateState.WAITING, said, "editing:replay")


def approvals_of(draft: RulebookDraft) -> QuerySet[Approval]:
    """Every approval that the draft has had, of what it says now or of what it said, newest first."""
    return Approval.objects.filter(draft=draft).select_related("by")


def _approvals_that_count(draft: RulebookDraft, digest: str) -> list[Approval]:
    """Those of exactly this content, by people who may approve and have had no hand in it."""
    of_this = list(approvals_of(draft).filter(digest=digest))
    if not of_this:
        return []
    editors = set(editors_of(draft).values_list("pk", flat=True))
    return [one for one in of_this if one.by_id not in editors and may_approve(one.by)]


def may_approve(user: User) -> bool:
    """Whether somebody holds the approvers' right today."""
    return user.is_active and user.is_staff and user.has_perm("rulebooks.approve_rulebookdraft")


def _approval_gate(draft: RulebookDraft, current: Edition | None, approval: Approval | None) -> Gate:
    if approval is not None:
        said = f"{approval.by} has approved exactly this."
        return Gate(GateName.APPROVAL, GateState.PASSED, said, "editing:approve")
    if not settings.PUBLISHING_NEEDS_APPROVAL:
        return Gate(GateName.APPROVAL, GateState.NOT_NEEDED, "Publishing needs nobody’s approval here.")
    if current is None:
        return Gate(GateName.APPROVAL, GateState.NOT_NEEDED, "The first edition needs nobody’s approval.")
    void = approvals_of(draft).exists()
    why = "What was approved has been edited since, so that no longer counts. " if void else ""
    said = f"{why}Somebody who has not edited it must approve it as it is now."
    return Gate(GateName.APPROVAL, GateState.WAITING, said, "editing:approve")


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
