"""A tensor after other ops, under the name that the tables give it."""

from ..._control import with_dependencies as after

with_dependencies = after
