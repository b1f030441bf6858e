"""absl.logging: says nothing; its flags are there, and a fatal message ends the program."""

import sys

from absl import flags
from six import _unknown

FATAL = -3
ERROR = -2
WARNING = WARN = -1
INFO = 0
DEBUG = 1

converter = _unknown("converter")


class _Levels(flags.ArgumentParser):
    def parse(self, argument):
        return argument if isinstance(argument, dict) else _unknown("logger_levels")


_flags = flags._define_own(
    "absl.logging", ("logtostderr", False, flags._truth), ("alsologtostderr", False, flags._truth),
    ("log_dir", "", flags._text), ("verbosity", -1, flags.IntegerParser()), ("logger_levels", {}, _Levels()),
    ("stderrthreshold", "fatal", flags._text), ("showprefixforinfo", True, flags._truth))
_flags["log_dir"].help = "directory to write logfiles into"
_flags["verbosity"].short_name = "v"
_flags["v"] = _flags["verbosity"]


def debug(msg, *args, **kwargs):
    pass


info = warning = warn = error = exception = debug


def fatal(msg, *args, **kwargs):
    sys.exit(-6)


def log(level, msg, *args, **kwargs):
    if level in (FATAL, "fatal", "FATAL"):
        fatal(msg)


def vlog(level, msg, *args, **kwargs):
    pass


def log_every_n(level, msg, n, *args, **kwargs):
    pass


log_first_n = log_if = log_every_n_seconds = log_every_n


def get_verbosity():
    return flags.FLAGS["verbosity"].value


_LEVELS = {"FATAL": -3, "ERROR": -2, "WARNING": -1, "WARN": -1, "INFO": 0, "DEBUG": 1}


def set_verbosity(v):
    if isinstance(v, str):
        v = _LEVELS[v.upper()] if v.upper() in _LEVELS else int(v)
    flags.FLAGS.verbosity = v


def set_stderrthreshold(s):
    flags.FLAGS.stderrthreshold = s


def level_debug():
    return get_verbosity() >= DEBUG


def level_info():
    return get_verbosity() >= INFO


def level_warning():
    return get_verbosity() >= WARNING


level_warn = level_warning


def level_error():
    return get_verbosity() >= ERROR


def vlog_is_on(level):
    return level <= get_verbosity()


def use_absl_handler():
    pass


use_python_logging = use_absl_log_file = flush = use_absl_handler


def skip_log_prefix(func):
    return func
