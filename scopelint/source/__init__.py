"""Text and places: files read as `Source`, spans, module finding, the Python 2 and notebook doors. Needs no LibCST."""
