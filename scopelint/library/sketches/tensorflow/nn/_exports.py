"""What tf.nn held by accident in old versions, under its one name for all."""

from ..python.util.all_util import make_all as standard_make_all

make_all = standard_make_all
