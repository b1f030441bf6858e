"""Command-line flags: absl's since TensorFlow 1.5, which are parsed from the program's arguments at the first use; and
those of argparse before that."""

import sys

from _scopelint import at_least

if at_least("1.5"):
    from absl.flags import *
    from absl.flags import FLAGS as _absl_flags

    if at_least("1.14"):
        # TensorFlow imports these, whose flags are then there.
        from absl import app as _app
        from absl.flags import _define_own, _truth

        _define_own("tensorflow.python.ops.parallel_for.pfor",
                    ("op_conversion_fallback_to_while_loop", at_least("2.0"), _truth))
        if at_least("2.0"):
            _define_own("tensorflow.python.tpu.tensor_tracer_flags", ("delta_threshold", 0.5, FloatParser()),
                        ("tt_check_filter", False, _truth), ("tt_single_core_summaries", False, _truth))
            _define_own("tensorflow.python.tpu.client.client", ("runtime_oom_exit", True, _truth),
                        ("hbm_oom_exit", True, _truth))
        import absl.testing._test_flags

    class _FlagValuesWrapper(FlagValues):
        """The flags of absl, but those that are read before they were parsed are parsed then."""

        def __init__(self, flags_object):
            self.__dict__.update(flags_object.__dict__)
            self.__dict__["__wrapped"] = flags_object

        def __getattr__(self, name):
            wrapped = self.__dict__["__wrapped"]
            if not wrapped.is_parsed():
                wrapped(sys.argv)
            return wrapped.__getattr__(name)

    def _with_old_names(define):
        def wrapper(*args, **kwargs):
            for old, new in (("flag_name", "name"), ("default_value", "default"), ("docstring", "help")):
                if old in kwargs:
                    kwargs[new] = kwargs.pop(old)
            return define(*args, **kwargs)

        wrapper.__wrapped__ = define
        return wrapper

    DEFINE_string = _with_old_names(DEFINE_string)
    DEFINE_boolean = _with_old_names(DEFINE_boolean)
    DEFINE_bool = DEFINE_boolean
    DEFINE_float = _with_old_names(DEFINE_float)
    DEFINE_integer = _with_old_names(DEFINE_integer)

    FLAGS = _FlagValuesWrapper(_absl_flags)
else:
    from ._flags_of_argparse import *
