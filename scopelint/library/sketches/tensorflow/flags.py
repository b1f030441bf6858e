"""Command-line flags: defined with a default, parsed from the program's arguments at first use."""

import sys


class FlagValues(object):
    def __init__(self):
        self.__dict__["_values"] = {}
        self.__dict__["_kinds"] = {}
        self.__dict__["_parsed"] = False

    def _define(self, name, default, kind):
        self._values[name] = default
        self._kinds[name] = kind
        if self._parsed:
            self.__dict__["_parsed"] = False

    def _parse(self, arguments):
        self.__dict__["_parsed"] = True
        rest = []
        at = 0
        while at < len(arguments):
            word = arguments[at]
            at += 1
            if not word.startswith("-") or word == "--":
                rest.append(word)
                continue
            name, equals, text = word.lstrip("-").partition("=")
            kind = self._kinds.get(name)
            if kind is None and name.startswith("no") and self._kinds.get(name[2:]) == "bool":
                self._values[name[2:]] = False
            elif kind is None:
                rest.append(word)
            elif kind == "bool":
                self._values[name] = True if not equals else text.lower() in ("true", "t", "1")
            else:
                if not equals and at < len(arguments):
                    text = arguments[at]
                    at += 1
                self._values[name] = self._converted(kind, text)
        return rest

    def _converted(self, kind, text):
        if kind == "int":
            return int(text)
        if kind == "float":
            return float(text)
        if kind == "list":
            return text.split(",")
        return text

    def _parse_flags(self, args=None):
        return self._parse(list(sys.argv[1:] if args is None else args))

    def __getattr__(self, name):
        if name not in self.__dict__["_values"]:
            raise AttributeError(name)
        if not self.__dict__["_parsed"]:
            self._parse(list(sys.argv[1:]))
        return self.__dict__["_values"][name]

    def __setattr__(self, name, value):
        if not self.__dict__["_parsed"]:
            self._parse(list(sys.argv[1:]))
        self._values[name] = value

    def __delattr__(self, name):
        if name in self._values:
            del self._values[name]

    def __contains__(self, name):
        return name in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __getitem__(self, name):
        return Flag(name, self._values[name])

    def __call__(self, argv, known_only=False):
        return [argv[0]] + self._parse(list(argv)[1:])

    def flag_values_dict(self):
        return dict(self._values)

    def mark_as_parsed(self):
        self.__dict__["_parsed"] = True

    def is_parsed(self):
        return self._parsed

    @property
    def __flags(self):
        return self._values


class Flag(object):
    def __init__(self, name, value):
        self.name = name
        self.value = value
        self.default = value


FLAGS = FlagValues()


def DEFINE_string(name=None, default=None, help=None, flag_values=None, flag_name=None, default_value=None, docstring=None, **args):
    defined(name or flag_name, default if default is not None else default_value, "string")


def DEFINE_integer(name=None, default=None, help=None, lower_bound=None, upper_bound=None, flag_values=None,
                   flag_name=None, default_value=None, docstring=None, **args):
    defined(name or flag_name, default if default is not None else default_value, "int")


def DEFINE_float(name=None, default=None, help=None, lower_bound=None, upper_bound=None, flag_values=None,
                 flag_name=None, default_value=None, docstring=None, **args):
    value = default if default is not None else default_value
    defined(name or flag_name, float(value) if isinstance(value, int) else value, "float")


def DEFINE_boolean(name=None, default=None, help=None, flag_values=None, flag_name=None, default_value=None,
                   docstring=None, **args):
    defined(name or flag_name, default if default is not None else default_value, "bool")


DEFINE_bool = DEFINE_boolean


def DEFINE_enum(name, default, enum_values, help=None, flag_values=None, **args):
    defined(name, default, "string")


def DEFINE_list(name, default, help=None, flag_values=None, **args):
    defined(name, default.split(",") if isinstance(default, str) else default, "list")


def DEFINE_spaceseplist(name, default, help=None, flag_values=None, **args):
    defined(name, default.split() if isinstance(default, str) else default, "list")


def DEFINE_multi_string(name, default, help=None, flag_values=None, **args):
    defined(name, [default] if isinstance(default, str) else default, "list")


def DEFINE_multi_integer(name, default, help=None, flag_values=None, **args):
    defined(name, [default] if isinstance(default, int) else default, "list")


def DEFINE_alias(name, original_name, flag_values=None, module_name=None):
    defined(name, getattr(FLAGS, original_name), "string")


def defined(name, default, kind):
    FLAGS._define(name, default, kind)


def mark_flag_as_required(name, flag_values=None):
    return None


def mark_flags_as_required(names, flag_values=None):
    return None


def register_validator(name, checker, message=None, flag_values=None):
    return None


def validator(name, message=None, flag_values=None):
    return lambda fn: fn


def declare_key_flag(name, flag_values=None):
    return None


def adopt_module_key_flags(module, flag_values=None):
    return None
