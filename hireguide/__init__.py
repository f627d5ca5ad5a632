"""Hireguide: whether a software company should hire a VP of Engineering or a fractional CTO first, and why."""
