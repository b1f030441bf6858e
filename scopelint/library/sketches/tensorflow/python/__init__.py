"""The reductions of ``math_ops`` in 1.13, where they are nobody's public name yet."""

from ..compat.v2 import (
    reduce_all,
    reduce_any,
    reduce_max,
    reduce_mean,
    reduce_min,
    reduce_prod,
    reduce_sum,
)
