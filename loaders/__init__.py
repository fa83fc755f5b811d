"""Official tables in, facts out."""
