import pytest

from hireguide.editing.models import Approval, Replay
from hireguide.editing.selectors.gates import GateName, GateState, content_of, gates, roll_back_gates, standing_of
from hireguide.rulebooks.models import Edition, Evidence, RulebookDraft
from hireguide.rulebooks.services import store_rows
from hireguide.rules import Item, Part, Proof
from tests.editing.people import make_staff
from tests.factories import (
    NOW,
    evidence,
    make_diagnosis,
    make_edition,
    make_rulebook_draft,
    make_user,
    rulebook_text,
)

pytestmark = pytest.mark.django_db


def states(draft):
    return {gate.name: gate.state for gate in gates(draft)}


def sentence(draft, name):
    return next(gate.sentence for gate in gates(draft) if gate.name == name)


def replay_of(draft, **overrides):
    own = {"digest": content_of(draft).digest, "against": draft.base, "state": Replay.State.DONE, "begun_at": NOW}
    return Replay.objects.create(draft=draft, body="", **own | overrides)


def edit(draft, by=None, points=3):
    row = Evidence.objects.get(draft=draft, key="slips")
    row.points = points
    store_rows(draft, [row], by=by, at=NOW)


def test_the_first_draft_of_all_has_nothing_to_differ_from_to_undo_or_to_replay(proved):
    assert states(make_rulebook_draft()) == {
        GateName.WELL_FORMED: GateState.PASSED,
        GateName.DIFFERS: GateState.NOT_NEEDED,
        GateName.BASE: GateState.NOT_NEEDED,
        GateName.PROOFS: GateState.PASSED,
        GateName.EXAMPLES: GateState.PASSED,
        GateName.REPLAY: GateState.NOT_NEEDED,
        GateName.APPROVAL: GateState.NOT_NEEDED,
    }


def test_a_draft_just_begun_has_nothing_to_publish_until_it_is_edited(proved):
    draft = make_rulebook_draft(base=make_edition())
    assert [gate.name for gate in standing_of(draft).shut] == [GateName.DIFFERS]
    edit(draft)
    assert not standing_of(draft).shut


def test_a_draft_that_no_longer_reads_is_told_with_the_place_of_the_first_fault():
    draft = make_rulebook_draft()
    too_many = rulebook_text(evidence=[evidence("slips", "execution", 99, "engineer_count", "at_least", 15)])
    RulebookDraft.objects.update(body=too_many)  # as it was well formed to a reader of before
    assert states(draft)[GateName.WELL_FORMED] == GateState.FAILED
    assert states(draft)[GateName.PROOFS] == GateState.WAITING
    assert "evidence[0].points" in sentence(draft, GateName.WELL_FORMED)


def test_claims_that_fail_or_are_not_proven_are_counted_and_the_first_is_told(monkeypatch):
    failing = Part("rules", (Item("slips", False, "It never matters."), Item("other", None, "Not proven: other.")))
    examples = Part("examples", (Item("slipping", False, "It gets pairing."),))
    monkeypatch.setattr("hireguide.editing.selectors.gates.proof_of", lambda _: Proof("", (failing, examples)))
    draft = make_rulebook_draft()
    assert states(draft)[GateName.PROOFS] == states(draft)[GateName.EXAMPLES] == GateState.FAILED
    said = sentence(draft, GateName.PROOFS)
    assert said == "1 claim fails and 1 could be neither proven nor refuted. It never matters."
    assert sentence(draft, GateName.EXAMPLES) == "1 of 1 example would get another verdict: slipping."


def test_a_real_proof_of_six_rules_names_what_they_cannot_reach():
    draft = make_rulebook_draft()
    assert states(draft)[GateName.PROOFS] == GateState.FAILED


def test_the_replay_counts_while_the_draft_and_the_current_edition_stay_as_they_were(proved):
    draft = make_rulebook_draft(base=make_edition())
    edit(draft)
    make_diagnosis()
    assert states(draft)[GateName.REPLAY] == GateState.WAITING
    replay_of(draft, total=3, changed=1)
    assert sentence(draft, GateName.REPLAY) == "1 of 3 kept diagnoses would change."
    assert not standing_of(draft).shut
    edit(draft, points=2)
    assert states(draft)[GateName.REPLAY] == GateState.WAITING
    assert "since it was last edited" in sentence(draft, GateName.REPLAY)
    edit(draft, points=3)
    make_edition(name="Published meanwhile")
    assert states(draft)[GateName.REPLAY] == GateState.WAITING


@pytest.mark.parametrize(
    ("state", "said"),
    [(Replay.State.RUNNING, "has judged 2 of 3"), (Replay.State.STOPPED, "stopped after 2 of 3")],
)
def test_a_replay_that_has_not_finished_is_waited_for(proved, state, said):
    draft = make_rulebook_draft(base=make_edition())
    edit(draft)
    replay_of(draft, state=state, total=3, judged=2)
    assert states(draft)[GateName.REPLAY] == GateState.WAITING
    assert said in sentence(draft, GateName.REPLAY)


def test_an_edition_published_meanwhile_must_be_looked_at_before_it_is_replaced(proved):
    draft = make_rulebook_draft(base=make_edition())
    edit(draft)
    make_edition(name="Published meanwhile")
    standing = standing_of(draft)
    assert [gate.name for gate in standing.shut] == [GateName.BASE]
    assert standing.asks_to_replace
    assert "edition 2 is current" in standing.shut[0].sentence
    assert standing_of(draft, replaces=1).shut
    assert not standing_of(draft, replaces=2).shut


def test_an_edition_that_brings_back_what_the_draft_starts_from_is_no_news_to_it(proved):
    first = make_edition()
    make_edition(name="Another")
    draft = make_rulebook_draft(base=first)
    edit(draft)
    assert standing_of(draft).asks_to_replace
    make_edition()
    assert not standing_of(draft).shut


def test_a_draft_from_a_file_knows_of_the_editions_before_it_only(proved):
    make_edition()
    draft = make_rulebook_draft(name="From a file")
    assert not standing_of(draft).shut
    make_edition(at=NOW.replace(hour=10), name="Published meanwhile")
    assert "starts from a file" in standing_of(draft).shut[0].sentence


class TestApproval:
    @pytest.fixture
    def draft(self, settings, proved):
        settings.PUBLISHING_NEEDS_APPROVAL = True
        draft = make_rulebook_draft(base=make_edition(), by=make_staff("publisher"))
        edit(draft, by=draft.begun_by)
        return draft

    def approve(self, draft, by):
        return Approval.objects.create(draft=draft, digest=content_of(draft).digest, by=by, at=NOW)

    def test_somebody_else_who_may_approve_opens_the_gate_until_the_next_edit(self, draft):
        assert states(draft)[GateName.APPROVAL] == GateState.WAITING
        approver = make_staff("approver")
        approval = self.approve(draft, approver)
        assert standing_of(draft).approval == approval
        assert not standing_of(draft).shut
        edit(draft, points=2)
        assert states(draft)[GateName.APPROVAL] == GateState.WAITING
        assert "has been edited since" in sentence(draft, GateName.APPROVAL)

    def test_nobody_approves_their_own_work(self, draft):
        helper = make_staff("editor")
        edit(draft, by=helper, points=2)
        for author in (helper, draft.begun_by):
            author.is_superuser = True
            author.save()
            self.approve(draft, author)
        assert states(draft)[GateName.APPROVAL] == GateState.WAITING

    @pytest.mark.parametrize("lost", ["is_active", "is_staff", "right"])
    def test_the_approval_of_somebody_who_may_no_longer_approve_does_not_count(self, draft, lost):
        approver = make_staff("approver")
        self.approve(draft, approver)
        if lost == "right":
            approver.user_permissions.clear()
        else:
            setattr(approver, lost, False)
            approver.save()
        assert states(draft)[GateName.APPROVAL] == GateState.WAITING

    def test_the_first_edition_needs_none(self, settings, proved):
        settings.PUBLISHING_NEEDS_APPROVAL = True
        assert states(make_rulebook_draft())[GateName.APPROVAL] == GateState.NOT_NEEDED

    def test_rolling_back_then_wants_the_approvers_right(self, draft):
        make_edition(name="The second")

        def of(by):
            return {gate.name for gate in roll_back_gates(draft.base, by=by) if not gate.is_open}

        assert of(draft.begun_by) == {GateName.APPROVAL}
        assert of(make_staff("approver")) == of(None) == set()


def test_rolling_back_to_what_is_current_or_past_what_was_looked_at_is_refused(proved):
    first = make_edition()
    assert [gate.name for gate in roll_back_gates(first, by=None) if not gate.is_open] == [GateName.DIFFERS]
    make_edition(name="The second")
    make_edition(name="The third")
    stale = [gate for gate in roll_back_gates(first, by=make_user(), replaces=2) if not gate.is_open]
    assert [gate.name for gate in stale] == [GateName.BASE]
    assert "Edition 3 was published" in stale[0].sentence


def test_an_edition_that_the_core_of_today_cannot_read_is_not_rolled_back_to(proved):
    old = Edition.objects.create(number=1, name="Old", body="{}", digest="sha256:old", published_at=NOW)
    make_edition(name="The second")
    shut = {gate.name for gate in roll_back_gates(old, by=None) if not gate.is_open}
    assert shut == {GateName.WELL_FORMED, GateName.PROOFS}
