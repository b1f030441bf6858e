"""What is told to the reader: the report, what is left out of it and why, and the writers of each format."""
