"""future: Python 3's names for Python 2."""
