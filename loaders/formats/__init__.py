"""One file per official table, and the list of them."""
