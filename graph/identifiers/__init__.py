"""Numbers that identify: one file per number, one shape (compact, validate, is_valid, format)."""
