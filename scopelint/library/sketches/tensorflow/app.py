"""``tf.app.run``: flags are parsed, then main is called with what is left, and the program ends."""

import sys

import tensorflow as tf
from _scopelint import at_least, main_function

_helped = []


def run(main=None, argv=None):
    if at_least("1.14"):
        from absl import app

        app.run(main or main_function(), argv, flags_parser=_tolerant)
    if at_least("1.5"):
        _define_help()
        given = _tolerant(sys.argv if argv is None else argv)
    else:
        rest = tf.flags.FLAGS._parse_flags(argv[1:] if argv else None)
        given = sys.argv[:1] + rest
    main = main or main_function()
    sys.exit(main(given))


def _tolerant(argv):
    """Flags that nobody defined are left for main."""
    return tf.flags.FLAGS(argv, known_only=True)


def _define_help():
    if _helped:
        return
    _helped.append(True)
    flags = tf.flags

    class Help(flags.BooleanFlag):
        def parse(self, arg):
            if arg:
                sys.exit(1)

    for name, short in (("help", "h"), ("helpfull", None), ("helpshort", None)):
        flags.DEFINE_flag(Help(name, False, "show this help", short_name=short), module_name="tensorflow.python.platform.app")
