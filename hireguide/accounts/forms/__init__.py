"""Forms of accounts: the admin's for users, and those by which people sign in and prove who they are."""
