"""distutils."""
