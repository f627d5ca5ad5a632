"""Asks the questions, section by section, and shows the verdict."""
