"""The server store, on Neo4j through the official driver."""
