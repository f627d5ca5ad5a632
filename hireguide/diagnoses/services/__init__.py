"""Writes of drafts and diagnoses: each answer is stored before anything checks it, each verdict kept once."""

from hireguide.diagnoses.services.claiming import claim_diagnosis, claim_draft
from hireguide.diagnoses.services.deleting import delete_all_in, delete_all_of, delete_all_of_account
from hireguide.diagnoses.services.diagnoses import (
    MOST_WHAT_IFS,
    TooManyWhatIfsError,
    WhatIfIsNoCompanyError,
    delete_diagnosis,
    judge_again,
    keep_diagnosis,
    keep_for_client,
    keep_what_if,
    rename_what_if,
)
from hireguide.diagnoses.services.drafts import (
    LONGEST_TEXT,
    NoEditionError,
    Purge,
    TooManyDraftsError,
    close_to_respondent,
    delete_draft,
    open_to_respondent,
    purge_drafts,
    start_draft,
    start_for_client,
    start_for_respondent,
    store_answers,
)
from hireguide.diagnoses.services.mails import MAILS_PER_DRAFT, MailNotSentError, TooManyMailsError, send_resume_mail
from hireguide.diagnoses.services.overrides import (
    ReviewedAlreadyError,
    SameVerdictError,
    override_diagnosis,
    review_override,
)

__all__ = [
    "LONGEST_TEXT",
    "MAILS_PER_DRAFT",
    "MOST_WHAT_IFS",
    "MailNotSentError",
    "NoEditionError",
    "Purge",
    "ReviewedAlreadyError",
    "SameVerdictError",
    "TooManyDraftsError",
    "TooManyMailsError",
    "TooManyWhatIfsError",
    "WhatIfIsNoCompanyError",
    "claim_diagnosis",
    "claim_draft",
    "close_to_respondent",
    "delete_all_in",
    "delete_all_of",
    "delete_all_of_account",
    "delete_diagnosis",
    "delete_draft",
    "judge_again",
    "keep_diagnosis",
    "keep_for_client",
    "keep_what_if",
    "open_to_respondent",
    "override_diagnosis",
    "purge_drafts",
    "rename_what_if",
    "review_override",
    "send_resume_mail",
    "start_draft",
    "start_for_client",
    "start_for_respondent",
    "store_answers",
]
