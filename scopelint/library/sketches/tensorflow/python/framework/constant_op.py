"""Constants; ``constant`` here is TensorFlow 2's."""

from ...compat.v2 import constant as constant_v2

constant = constant_v2
