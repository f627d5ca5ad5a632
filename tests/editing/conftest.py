"""What tests of the work on a rulebook share: proofs that hold without a second's work, and people with rights."""

import pytest

from hireguide.rules import Proof, rulebook_digest


@pytest.fixture
def proved(monkeypatch):
    """Every rulebook is taken as proved: the small one is too small to hold, the real one takes a second."""

    def hold(rulebook):
        return Proof(rulebook_digest(rulebook), ())

    monkeypatch.setattr("hireguide.editing.selectors.gates.proof_of", hold)
    monkeypatch.setattr("hireguide.editing.services.publishing.proof_of", hold)
