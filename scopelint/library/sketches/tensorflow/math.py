"""tf.math: what has no older name in tf itself."""

from ._math import reduce_std, reduce_variance
