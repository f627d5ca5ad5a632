"""The admin's work on a rulebook: impact, simulator, checks, replay, comparison, publishing, and who did what."""
