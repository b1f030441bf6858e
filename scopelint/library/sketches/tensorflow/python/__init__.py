"""The reductions of ``math_ops`` in 1.13, where they are nobody's public name yet."""

from ..compat.v2 import reduce_all as every
from ..compat.v2 import reduce_any as some
from ..compat.v2 import reduce_max as most
from ..compat.v2 import reduce_mean as mean
from ..compat.v2 import reduce_min as least
from ..compat.v2 import reduce_prod as product
from ..compat.v2 import reduce_sum as total

reduce_all, reduce_any = every, some
reduce_max, reduce_mean, reduce_min, reduce_prod, reduce_sum = most, mean, least, product, total
