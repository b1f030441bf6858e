"""``tf.flags`` before TensorFlow 1.5: argparse beneath, parsed at the first use."""

import argparse as _argparse
import sys as _sys

from _scopelint_run import goes_on as _goes_on
from _scopelint_run import outside as _outside


_global_parser = _argparse.ArgumentParser()


class _FlagValues(object):
    def __init__(self):
        self.__dict__["__flags"] = {}
        self.__dict__["__parsed"] = False
        self.__dict__["__required_flags"] = []

    def _parse_flags(self, args=None):
        found, unparsed = _global_parser.parse_known_args(args=args)
        self.__dict__["__flags"].update(vars(found))
        self.__dict__["__parsed"] = True
        for name in self.__dict__["__required_flags"]:
            self._assert_required(name)
        return unparsed

    def __getattr__(self, name):
        if not self.__dict__["__parsed"]:
            self._parse_flags()
        known = self.__dict__["__flags"]
        if name not in known:
            raise AttributeError(name)
        return known[name]

    def __setattr__(self, name, value):
        if not self.__dict__["__parsed"]:
            self._parse_flags()
        self.__dict__["__flags"][name] = value
        if name in self.__dict__["__required_flags"]:
            self._assert_required(name)

    def _add_required_flag(self, item):
        self.__dict__["__required_flags"].append(item)

    def _assert_required(self, flag_name):
        known = self.__dict__["__flags"]
        if known.get(flag_name) is None:
            if not _goes_on(AttributeError):
                raise AttributeError("Flag --%s must be specified." % flag_name)
            known[flag_name] = _outside("FLAGS." + flag_name)


FLAGS = _FlagValues()


def _define_helper(flag_name, default_value, docstring, flagtype):
    _free(flag_name)
    _global_parser.add_argument("--" + flag_name, default=default_value, help=docstring, type=flagtype)


def _free(name):
    option = "--" + name
    if option in _global_parser._options and not _goes_on(_argparse.ArgumentError):
        # Python 2 words it for any number of them.
        words = "conflicting option string(s)" if _sys.version_info[0] == 2 else "conflicting option string"
        raise _argparse.ArgumentError(None, "argument %s: %s: %s" % (option, words, option))


def DEFINE_string(flag_name, default_value, docstring):
    _define_helper(flag_name, default_value, docstring, str)


def DEFINE_integer(flag_name, default_value, docstring):
    _define_helper(flag_name, default_value, docstring, int)


def DEFINE_float(flag_name, default_value, docstring):
    _define_helper(flag_name, default_value, docstring, float)


def DEFINE_boolean(flag_name, default_value, docstring):
    _free(flag_name)
    _global_parser.add_argument("--" + flag_name, nargs="?", const=True, help=docstring, default=default_value,
                                type=lambda text: text.lower() in ("true", "t", "1"))
    _global_parser.add_argument("--no" + flag_name, action="store_false", dest=flag_name.replace("-", "_"))


DEFINE_bool = DEFINE_boolean


def mark_flag_as_required(flag_name):
    FLAGS._add_required_flag(flag_name)


def mark_flags_as_required(flag_names):
    for flag_name in flag_names:
        mark_flag_as_required(flag_name)
