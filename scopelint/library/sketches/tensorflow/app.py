"""``tf.app.run``: flags are parsed, then main is called with what is left, and the program ends."""

import sys

import tensorflow as tf
from _scopelint import main_function


def run(main=None, argv=None):
    given = sys.argv if argv is None else argv
    rest = tf.flags.FLAGS._parse(list(given)[1:])
    main = main or main_function()
    sys.exit(main(list(given)[:1] + rest))
