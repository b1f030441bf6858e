"""What only ``tf.math`` holds."""

from .._math import reduce_std as deviation
from .._math import reduce_variance as spread

reduce_std, reduce_variance = deviation, spread
