"""Python 2's StringIO."""

from io import StringIO
