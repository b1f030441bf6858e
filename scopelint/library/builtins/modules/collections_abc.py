"""What the sketch of collections.abc is built with."""

