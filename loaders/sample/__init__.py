"""A synthetic province in official layouts, with a written key of what is planted."""
