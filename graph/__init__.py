"""The ground: what a fact is, and where facts are kept."""
