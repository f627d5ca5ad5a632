"""What the database holds of advising: voices, follow-ups, reminders sent, and imports under way."""

from hireguide.advising.models.follow_ups import FollowUp, Reminder
from hireguide.advising.models.imports import PortfolioImport, PortfolioRow
from hireguide.advising.models.voices import Respondent, Round, Settled

__all__ = ["FollowUp", "PortfolioImport", "PortfolioRow", "Reminder", "Respondent", "Round", "Settled"]
