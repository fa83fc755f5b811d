"""From a decision to the persons it lawfully reaches, and back."""
