"""The embedded store, on the standard library's SQLite."""
