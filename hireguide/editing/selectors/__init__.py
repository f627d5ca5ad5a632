"""Reads of the work on a rulebook."""
