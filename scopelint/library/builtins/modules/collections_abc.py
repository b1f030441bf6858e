"""What the sketch of collections.abc is built with."""

from scopelint.library.builtins.modules.abc import builders as names

__all__ = ["names"]
