from random import Random

import pytest

from hireguide.rules import parse_rulebook
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.mixture import Mixture
from hireguide.rules.panel import panel_of
from hireguide.rules.sampling import sample_profiles
from hireguide.rules.space import space_of


@pytest.mark.parametrize("seed", range(6))
def test_what_becomes_of_the_companies_does_not_hang_on_what_was_asked_before(rulebook_text, seed):
    rulebook, random = parse_rulebook(rulebook_text), Random(seed)  # noqa: S311 - samples, not secrets
    panel = panel_of(space_of(compile_rulebook(rulebook)))
    facts = sample_profiles(rulebook, 1, seed=seed)[0]
    names = [name for name in facts if name in panel.space.domains]
    asked_often = Mixture(panel, facts, names)
    for _ in range(8):
        keeping = random.sample(names, random.randint(0, 6))
        poll, differing = asked_often.keeping(keeping)
        afresh, afresh_differing = Mixture(panel, facts, names).keeping(keeping)
        assert (poll.ballot.holding, poll.fit, differing) == (afresh.ballot.holding, afresh.fit, afresh_differing)
