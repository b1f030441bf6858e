"""Python 2's cStringIO."""

from io import StringIO
