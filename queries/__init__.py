"""Facts in, answers out; rules are data."""
