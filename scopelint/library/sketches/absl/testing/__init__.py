"""absl.testing."""
