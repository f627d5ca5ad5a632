"""How dates and times are written wherever a page does not say, as in the admin's lists."""
