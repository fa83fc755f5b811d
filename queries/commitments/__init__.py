"""Government integrity (政务诚信): promises followed through every reform to whoever answers, and what came of them."""
