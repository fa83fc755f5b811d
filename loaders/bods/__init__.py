"""Statements of the Beneficial Ownership Data Standard 0.4 (BODS, openownership.org): read, checked, told as facts."""
