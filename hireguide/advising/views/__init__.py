"""The pages of the advisor's desk."""
