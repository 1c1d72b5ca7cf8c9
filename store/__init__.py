"""Memory: the schema, the queries, and the only way to change a row."""
