"""Writes of the work on a rulebook."""
