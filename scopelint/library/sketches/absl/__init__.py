"""absl: flags, the start of a program, logging."""
