"""Answers in, pictures out."""
