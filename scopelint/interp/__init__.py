"""The interpreter: running lowered code symbolically, one frame at a time."""
