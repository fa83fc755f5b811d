"""Formats, each held to a case of its own, and to the headings that provinces really write."""
