"""Who decides in a company: declared, adjudicated, and by votes."""
