"""past: Python 2's names for Python 3."""
