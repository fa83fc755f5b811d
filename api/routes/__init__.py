"""The HTTP routes, a file a subject; each asks what the command line asks."""
