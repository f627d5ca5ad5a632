"""What the desk writes beyond workspaces and diagnoses."""
