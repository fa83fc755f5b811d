"""Answers that the command line and HTTP give alike: what is asked of the wings, and how it is put together."""
