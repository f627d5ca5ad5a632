"""The forms of the work on a rulebook."""
