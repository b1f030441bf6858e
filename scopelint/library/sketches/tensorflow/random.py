"""tf.random: what has no older name in tf itself."""

from ._random import categorical
