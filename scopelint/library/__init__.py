"""Models of what programs import: Python's builtins and standard library, TensorFlow, and sketches."""
