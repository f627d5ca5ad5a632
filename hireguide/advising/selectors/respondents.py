"""Reads for the people who are asked: their own link and their own answers, and nobody else's."""

from django.http import Http404

from hireguide.advising.models import Respondent
from hireguide.diagnoses.models import Draft
from hireguide.web.keys import token_hash
from hireguide.web.wall import beyond_the_wall

_WITH = ("round__client__workspace", "round__edition", "round__opened_by", "draft")


@beyond_the_wall()  # the workspace that asks
def respondent_of_token(token: str) -> Respondent:
    """Whose link this is, open or not; raises Http404 where it is nobody's, or was replaced by a newer one."""
    found = Respondent.objects.select_related(*_WITH).defer("round__edition__body")
    respondent = found.filter(token_hash=token_hash(token)).first()
    if respondent is None:
        raise Http404("This link opens nothing.")
    return respondent


@beyond_the_wall()  # the workspace that asks
def respondent_of_draft(draft: Draft) -> Respondent:
    """Who answers in a draft that its key has opened; raises Http404 where it is nobody's who was asked."""
    found = Respondent.objects.select_related(*_WITH).defer("round__edition__body")
    respondent = found.filter(draft=draft).first()
    if respondent is None:
        raise Http404("Nobody was asked here.")
    return respondent
