"""Documents as they stand: whom they name, what changed them, and what became of them."""
