"""What the pages of the work on a rulebook show."""
