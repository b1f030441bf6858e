"""attrs.setters."""

from attr.setters import *
