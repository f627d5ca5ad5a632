"""What the admin's own templates need of the editing."""
