"""scopelint predicts every variable name and reuse error of a TensorFlow 1 program from its source.

Nothing is imported here, so that starting is cheap: ``scopelint.api`` has the analyses, ``scopelint.scoping`` the
naming engine on its own.
"""

__version__ = "0.1.0"
