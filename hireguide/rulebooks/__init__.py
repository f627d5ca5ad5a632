"""Editions of the rulebook: published, stored, read, never changed."""
