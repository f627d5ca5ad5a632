"""Tables of companies that people bring, read and checked within bounds."""
