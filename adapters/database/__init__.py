"""What is remembered between answers: SQLite in a file by default, PostgreSQL by URL. Codes, ids and times; never text."""
