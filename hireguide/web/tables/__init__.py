"""Tables that people bring and take away (CSV, XLSX): read within bounds, written so that they come back the same."""
