"""What the desk's pages show, in words."""
