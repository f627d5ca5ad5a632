"""Judges a client's answers of one day under the rules of another, to tell what made a difference."""

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import Result, judge_under
from hireguide.rulebooks.models import Edition
from hireguide.rules import parse_profile


def judged_by(kept: Diagnosis, edition: Edition) -> Result:
    """What `edition` says of the answers of a diagnosis that the asker was shown; as kept, where it is its own.

    Raises ImpossibleProfile where those rules refuse the answers.
    """
    if kept.edition.digest == edition.digest:
        result: Result = kept.result
        return result
    return judge_under(edition, parse_profile(kept.result["profile"]))
