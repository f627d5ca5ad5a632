"""Drafts under way and diagnoses kept, and how a verdict is presented."""
