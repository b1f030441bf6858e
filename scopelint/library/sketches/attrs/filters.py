"""attrs.filters."""

from attr.filters import *
