"""Who may ask what, and why: offices, accounts, credentials, and the one table of permissions."""
