"""The whole graph as columns: what is known now, both ways, stamped with the version of the store it came from."""
