"""The roof: command line and HTTP over everything below."""
