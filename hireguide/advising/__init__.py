"""The advisor's desk: clients, several voices about one company, comparison over time, the portfolio."""
