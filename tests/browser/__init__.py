"""The explorer in a real browser, against a real server with real sign-in."""
