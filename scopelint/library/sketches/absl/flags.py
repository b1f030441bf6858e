"""absl.flags: flags are defined, parsed from the program's arguments, checked, and read as attributes.

Where scopelint goes on after errors, a wrong definition or value stands as the author wrote it, and a flag that must be
given but is not is of unknown value: whoever runs the program gives it.
"""

import sys

from _scopelint_run import calling_module, goes_on, is_unknown, outside, surely_not


class Error(Exception):
    pass


class CantOpenFlagFileError(Error):
    pass


class DuplicateFlagError(Error):
    @classmethod
    def from_flag(cls, flagname, flag_values, other_flag_values=None):
        first = flag_values.find_module_defining_flag(flagname, default="<unknown>")
        if other_flag_values is None:
            second = _caller()
        else:
            second = other_flag_values.find_module_defining_flag(flagname, default="<unknown>")
        # Newer releases word it a little differently.
        words = ("The flag '%s' is defined twice. First from %s, second from %s. Description from first occurrence: %s"
                 if sys.version_info >= (3, 11) else
                 "The flag '%s' is defined twice. First from %s, Second from %s.  Description from first occurrence: %s")
        return cls(words % (flagname, first, second, flag_values[flagname].help))


class IllegalFlagValueError(Error):
    pass


class UnrecognizedFlagError(Error):
    def __init__(self, flagname, flagvalue="", suggestions=None):
        self.flagname = flagname
        self.flagvalue = flagvalue
        tip = ". Did you mean: %s ?" % ", ".join(suggestions) if suggestions else ""
        Error.__init__(self, "Unknown command line flag '%s'%s" % (flagname, tip))


class UnparsedFlagAccessError(Error):
    pass


class ValidationError(Error):
    pass


class FlagNameConflictsWithMethodError(Error):
    pass


def _caller():
    name = calling_module() or "__main__"
    return sys.argv[0] if name == "__main__" else name


# -- what turns the text of an argument into a value


class ArgumentParser(object):
    syntactic_help = ""

    def parse(self, argument):
        if not is_unknown(argument) and not isinstance(argument, str):
            raise TypeError('flag value must be a string, found "%s"' % type(argument))
        return argument

    def flag_type(self):
        return "string"


class ArgumentSerializer(object):
    def serialize(self, value):
        return str(value)


class NumericParser(ArgumentParser):
    lower_bound = None
    upper_bound = None

    def __init__(self, lower_bound=None, upper_bound=None):
        self.lower_bound = lower_bound
        self.upper_bound = upper_bound
        if lower_bound is not None or upper_bound is not None:
            self.syntactic_help = self._bounds(lower_bound, upper_bound)

    def _bounds(self, lower, upper):
        if lower is not None and upper is not None:
            return "%s in the range [%s, %s]" % (self.syntactic_help, lower, upper)
        if self.number_name == "integer" and (lower == 1 or upper == -1):
            return "a %s integer" % ("positive" if lower == 1 else "negative")
        if lower == 0 or upper == 0:
            return "a non-%s %s" % ("negative" if lower == 0 else "positive", self.number_name)
        return "%s %s" % (self.number_name, "<= %s" % upper if upper is not None else ">= %s" % lower)

    def is_outside_bounds(self, val):
        return (self.lower_bound is not None and val < self.lower_bound) or (
            self.upper_bound is not None and val > self.upper_bound)

    def parse(self, argument):
        if is_unknown(argument):
            return argument
        val = self.convert(argument)
        if self.is_outside_bounds(val):
            raise ValueError("%s is not %s" % (val, self.syntactic_help))
        return val


class FloatParser(NumericParser):
    number_name = "number"
    syntactic_help = "a number"

    def convert(self, argument):
        if isinstance(argument, bool) or not isinstance(argument, (int, float, str)):
            raise TypeError("Expect argument to be a string, int, or float, found %s" % type(argument))
        return float(argument)

    def flag_type(self):
        return "float"


class IntegerParser(NumericParser):
    number_name = "integer"
    syntactic_help = "an integer"

    def convert(self, argument):
        if isinstance(argument, int) and not isinstance(argument, bool):
            return argument
        if not isinstance(argument, str):
            raise TypeError("Expect argument to be a string or int, found %s" % type(argument))
        base = 10
        if len(argument) > 2 and argument[0] == "0":
            base = 8 if argument[1] == "o" else 16 if argument[1] == "x" else 10
        return int(argument, base)

    def flag_type(self):
        return "int"


class BooleanParser(ArgumentParser):
    def parse(self, argument):
        if is_unknown(argument):
            return argument
        if isinstance(argument, str):
            word = argument.lower()
            if word in ("true", "t", "1"):
                return True
            if word in ("false", "f", "0"):
                return False
        elif isinstance(argument, int):
            if argument == bool(argument):
                return bool(argument)
        else:
            raise TypeError("Non-boolean argument to boolean flag", argument)
        raise ValueError("Non-boolean argument to boolean flag", argument)

    def flag_type(self):
        return "bool"


class EnumParser(ArgumentParser):
    def __init__(self, enum_values, case_sensitive=True):
        if not enum_values:
            raise ValueError('enum_values cannot be empty, found "%s"' % (enum_values,))
        self.enum_values = enum_values
        self.case_sensitive = case_sensitive

    def parse(self, argument):
        if is_unknown(argument):
            return argument
        for value in self.enum_values:
            if value == argument or not self.case_sensitive and value.upper() == argument.upper():
                return value
        raise ValueError("value should be one of <%s>" % "|".join(self.enum_values))

    def flag_type(self):
        return "string enum"


class EnumClassParser(ArgumentParser):
    def __init__(self, enum_class, case_sensitive=True):
        self.enum_class = enum_class
        self._case_sensitive = case_sensitive

    @property
    def member_names(self):
        names = self.enum_class.__members__
        return tuple(names) if self._case_sensitive else tuple([name.lower() for name in names])

    def parse(self, argument):
        if is_unknown(argument) or isinstance(argument, self.enum_class):
            return argument
        if not isinstance(argument, str):
            raise ValueError("%s is not an enum member or a name of a member in %s" % (argument, self.enum_class))
        for name, member in self.enum_class.__members__.items():
            if name == argument or not self._case_sensitive and name.lower() == argument.lower():
                return member
        raise ValueError("value should be one of <%s>" % "|".join(self.member_names))

    def flag_type(self):
        return "enum class"


class EnumClassSerializer(ArgumentSerializer):
    def __init__(self, lowercase=True):
        self._lowercase = lowercase

    def serialize(self, value):
        return value.name.lower() if self._lowercase else value.name


class ListSerializer(ArgumentSerializer):
    def __init__(self, list_sep):
        self.list_sep = list_sep

    def serialize(self, value):
        return self.list_sep.join([str(x) for x in value])


CsvListSerializer = ListSerializer


class EnumClassListSerializer(ListSerializer):
    def __init__(self, list_sep, **kwargs):
        ListSerializer.__init__(self, list_sep)
        self._element = EnumClassSerializer(**kwargs)

    def serialize(self, value):
        return self.list_sep.join([self._element.serialize(x) for x in value])


class BaseListParser(ArgumentParser):
    def __init__(self, token=None, name=None):
        self._token = token
        self._name = name

    def parse(self, argument):
        if is_unknown(argument) or isinstance(argument, list):
            return argument
        if not argument:
            return []
        return [part.strip() for part in argument.split(self._token)]

    def flag_type(self):
        return "%s separated list of strings" % self._name


class ListParser(BaseListParser):
    def __init__(self):
        BaseListParser.__init__(self, ",", "comma")

    def parse(self, argument):
        if argument and not is_unknown(argument) and not isinstance(argument, (list, str)):
            raise ValueError("Unable to parse the value %r as a %s" % (argument, self.flag_type()))
        if isinstance(argument, str) and '"' in argument:
            return outside("a list with quotes")
        return BaseListParser.parse(self, argument)


class WhitespaceSeparatedListParser(BaseListParser):
    def __init__(self, comma_compat=False):
        BaseListParser.__init__(self, None, "whitespace")
        self._comma_compat = comma_compat

    def parse(self, argument):
        if self._comma_compat and isinstance(argument, str):
            argument = argument.replace(",", " ")
        return BaseListParser.parse(self, argument)


# -- flags


class Flag(object):
    help = "(no help available)"
    short_name = serializer = None
    boolean = allow_override = allow_override_cpp = allow_hide_cpp = allow_using_method_names = False
    allow_overwrite = using_default_value = True
    present = 0

    def __init__(self, parser, serializer, name, default, help_string, short_name=None, boolean=False,
                 allow_override=False, allow_override_cpp=False, allow_hide_cpp=False, allow_overwrite=True,
                 allow_using_method_names=False):
        self.name = name
        if help_string:
            self.help = help_string
        self.short_name = short_name
        self.boolean = boolean
        self.parser = parser
        self.serializer = serializer
        self.allow_override = allow_override
        self.allow_overwrite = allow_overwrite
        self.allow_using_method_names = allow_using_method_names
        self.validators = []
        self._set_default(default)

    def parse(self, argument):
        if self.present and not self.allow_overwrite:
            raise IllegalFlagValueError("flag --%s=%s: already defined as %s" % (self.name, argument, self.value))
        self.value = self._parse(argument)
        self.present += 1

    def _parse(self, argument):
        if goes_on(IllegalFlagValueError):
            try:
                return self.parser.parse(argument)
            except (TypeError, ValueError):
                return argument
        try:
            return self.parser.parse(argument)
        except (TypeError, ValueError) as e:
            raise IllegalFlagValueError("flag --%s=%s: %s" % (self.name, argument, e))

    def unparse(self):
        self.value = self.default
        self.using_default_value = True
        self.present = 0

    def _set_default(self, value):
        self.default_unparsed = value
        self.default = None if value is None else self._parse_from_default(value)
        if self.using_default_value:
            self.value = self.default

    def _parse_from_default(self, value):
        return self._parse(value)

    @property
    def default_as_str(self):
        if self.default is None:
            return None
        if self.serializer:
            return repr(self.serializer.serialize(self.default))
        return repr(("true" if self.default else "false") if self.boolean else str(self.default))

    def serialize(self):
        return self._serialize(self.value)

    def _serialize(self, value):
        if value is None:
            return ""
        if self.boolean:
            return "--%s%s" % ("" if value else "no", self.name)
        if not self.serializer:
            raise Error("Serializer not present for flag %s" % self.name)
        return "--%s=%s" % (self.name, self.serializer.serialize(value))

    def flag_type(self):
        return self.parser.flag_type()


class BooleanFlag(Flag):
    def __init__(self, name, default, help, short_name=None, **args):
        Flag.__init__(self, BooleanParser(), None, name, default, help, short_name, 1, **args)


class EnumFlag(Flag):
    def __init__(self, name, default, help, enum_values, short_name=None, case_sensitive=True, **args):
        parser = EnumParser(enum_values, case_sensitive)
        Flag.__init__(self, parser, ArgumentSerializer(), name, default, help, short_name, **args)
        self.help = "<%s>: %s" % ("|".join(enum_values), self.help)


class EnumClassFlag(Flag):
    def __init__(self, name, default, help, enum_class, short_name=None, case_sensitive=False, **args):
        parser = EnumClassParser(enum_class, case_sensitive)
        serializer = EnumClassSerializer(lowercase=not case_sensitive)
        Flag.__init__(self, parser, serializer, name, default, help, short_name, **args)
        self.help = "<%s>: %s" % ("|".join(parser.member_names), self.help)


class MultiFlag(Flag):
    def __init__(self, *args, **kwargs):
        Flag.__init__(self, *args, **kwargs)
        self.help += ";\n    repeat this option to specify a list of values"

    def parse(self, arguments):
        new_values = self._parse(arguments)
        if self.present:
            self.value.extend(new_values)
        else:
            self.value = new_values
        self.present += len(new_values)

    def _parse(self, arguments):
        if is_unknown(arguments):
            return arguments
        single = isinstance(arguments, str) or not hasattr(arguments, "__iter__")
        return [Flag._parse(self, item) for item in ([arguments] if single else arguments)]

    def _serialize(self, value):
        return "" if value is None else "\n".join([Flag._serialize(self, item) for item in value])

    def flag_type(self):
        return "multi " + self.parser.flag_type()


class MultiEnumClassFlag(MultiFlag):
    def __init__(self, name, default, help_string, enum_class, case_sensitive=False, **args):
        serializer = EnumClassListSerializer(",", lowercase=not case_sensitive)
        MultiFlag.__init__(self, EnumClassParser(enum_class, case_sensitive), serializer, name, default, help_string,
                           **args)


class _FlagAlias(Flag):
    """Another name: what it holds is what the first one holds."""

    def __init__(self, flag, name):
        self._flag = flag
        Flag.__init__(self, flag.parser, flag.serializer, name, flag.default, "Alias for --%s." % flag.name,
                      boolean=flag.boolean)

    def parse(self, argument):
        self._flag.parse(argument)
        self.present += 1

    def _parse_from_default(self, value):
        return value

    @property
    def value(self):
        return self._flag.value

    @value.setter
    def value(self, value):
        self._flag.value = value


class _Validator(object):
    count = 0

    def __init__(self, names, single, checker, message):
        _Validator.count += 1
        self.insertion_index = _Validator.count
        self.names = names
        self.single = single
        self.checker = checker
        self.message = message

    def verify(self, flag_values):
        values = {name: flag_values[name].value for name in self.names}
        # What cannot be told, such as whether a file exists, is taken to be right.
        if surely_not(self.checker(values[self.names[0]] if self.single else values)):
            raise ValidationError(self.message)

    def shown(self, flag_values):
        if self.single:
            return "flag --%s=%s" % (self.names[0], flag_values[self.names[0]].value)
        return "flags " + ", ".join(["%s=%s" % (name, flag_values[name].value) for name in self.names])


# -- all flags of a program


class FlagValues(object):
    def __init__(self):
        own = self.__dict__
        own["__flags"] = {}
        own["__flags_by_module"] = {}
        own["__key_flags_by_module"] = {}
        own["__state"] = {"parsed": False, "gnu": True}

    def _flags(self):
        return self.__dict__["__flags"]

    def set_gnu_getopt(self, gnu_getopt=True):
        self.__dict__["__state"]["gnu"] = gnu_getopt

    def is_gnu_getopt(self):
        return self.__dict__["__state"]["gnu"]

    def flags_by_module_dict(self):
        return self.__dict__["__flags_by_module"]

    def key_flags_by_module_dict(self):
        return self.__dict__["__key_flags_by_module"]

    def register_flag_by_module(self, module_name, flag):
        self.flags_by_module_dict().setdefault(module_name, []).append(flag)

    def register_key_flag_for_module(self, module_name, flag):
        known = self.key_flags_by_module_dict().setdefault(module_name, [])
        if flag not in known:
            known.append(flag)

    def _of_module(self, table, module):
        name = module if isinstance(module, str) else module.__name__
        return list(table.get(sys.argv[0] if name == "__main__" else name, []))

    def get_flags_for_module(self, module):
        return self._of_module(self.flags_by_module_dict(), module)

    def get_key_flags_for_module(self, module):
        found = self.get_flags_for_module(module)
        for flag in self._of_module(self.key_flags_by_module_dict(), module):
            if flag not in found:
                found.append(flag)
        return found

    def find_module_defining_flag(self, flagname, default=None):
        known = self._flags().get(flagname)
        if known is not None:
            for module, defined in self.flags_by_module_dict().items():
                for flag in defined:
                    if flag.name == known.name and flag.short_name == known.short_name:
                        return module
        return default

    def append_flag_values(self, flag_values):
        for name, flag in flag_values._flags().items():
            if name == flag.name:
                try:
                    self[name] = flag
                except DuplicateFlagError:
                    raise DuplicateFlagError.from_flag(name, self, other_flag_values=flag_values)

    def remove_flag_values(self, flag_values):
        for name in list(flag_values):
            self.__delattr__(name)

    def __setitem__(self, name, flag):
        known = self._flags()
        if not isinstance(flag, Flag):
            raise IllegalFlagValueError(flag)
        if not isinstance(name, str):
            raise Error("Flag name must be a string")
        if not name:
            raise Error("Flag name cannot be empty")
        if " " in name:
            raise Error("Flag name cannot contain a space")
        short = flag.short_name
        for each in (name, short):
            if each is None:
                continue
            if hasattr(FlagValues, each) and not flag.allow_using_method_names:
                raise FlagNameConflictsWithMethodError(
                    'Cannot define a flag named "%s". It conflicts with a method on class "%s". To allow defining it, '
                    "use allow_using_method_names and access the flag value with FLAGS['%s'].value. FLAGS.%s returns "
                    "the method, not the flag value." % (each, type(self).__name__, each, each))
            if each in known and not flag.allow_override and not known[each].allow_override:
                if not goes_on(DuplicateFlagError):
                    raise DuplicateFlagError.from_flag(each, self)
        if short is not None:
            known[short] = flag
        if name not in known or known[name].using_default_value or not flag.using_default_value:
            known[name] = flag

    def __dir__(self):
        return sorted(self._flags())

    def __getitem__(self, name):
        return self._flags()[name]

    def __getattr__(self, name):
        known = self.__dict__["__flags"]
        if name not in known:
            raise AttributeError(name)
        flag = known[name]
        if self.__dict__["__state"]["parsed"] or flag.present:
            return flag.value
        if not goes_on(UnparsedFlagAccessError):
            raise UnparsedFlagAccessError("Trying to access flag --%s before flags were parsed." % name)
        return outside("FLAGS." + name) if flag.value is None and flag.validators else flag.value

    def __setattr__(self, name, value):
        self._set_attributes(**{name: value})

    def _set_attributes(self, **attributes):
        known = self._flags()
        for name, value in attributes.items():
            if name in known:
                known[name].value = value
            elif goes_on(UnrecognizedFlagError):
                known[name] = Flag(None, None, name, None, None)
                known[name].value = value
            else:
                raise UnrecognizedFlagError(name, value)
        for name in attributes:
            self._assert_validators(known[name].validators)
            known[name].using_default_value = False

    def validate_all_flags(self):
        wanted = []
        for flag in self._flags().values():
            if flag.validators:
                wanted.extend([v for v in flag.validators if v not in wanted])
        if wanted:
            self._assert_validators(wanted)

    def _assert_validators(self, validators):
        messages = []
        bad = set()
        going_on = bool(validators) and goes_on(IllegalFlagValueError)
        for validator in sorted(validators, key=lambda v: v.insertion_index):
            if any(name in bad for name in validator.names):
                continue
            try:
                validator.verify(self)
            except ValidationError as e:
                bad.update(validator.names)
                messages.append("%s: %s" % (validator.shown(self), e))
        if not messages:
            return
        if not going_on:
            raise IllegalFlagValueError("\n".join(messages))
        for name in sorted(bad):
            self[name].value = outside("FLAGS." + name)

    def __delattr__(self, flag_name):
        known = self._flags()
        if flag_name not in known:
            raise AttributeError(flag_name)
        flag = known.pop(flag_name)
        if known.get(flag.name) is flag or flag.short_name is not None and known.get(flag.short_name) is flag:
            return
        for table in (self.flags_by_module_dict(), self.key_flags_by_module_dict()):
            for defined in table.values():
                while flag in defined:
                    defined.remove(flag)

    def set_default(self, name, value):
        known = self._flags()
        if name not in known:
            raise UnrecognizedFlagError(name, value)
        known[name]._set_default(value)
        self._assert_validators(known[name].validators)

    def __contains__(self, name):
        return name in self._flags()

    def __len__(self):
        return len(self._flags())

    def __iter__(self):
        return iter(self._flags())

    def __call__(self, argv, known_only=False):
        if isinstance(argv, (str, bytes)):
            raise TypeError("argv should be a tuple/list of strings, not bytes or string.")
        if not argv:
            raise ValueError("argv cannot be an empty list, and must contain the program name as the first element.")
        unknown, rest = self._parse_args(list(argv[1:]), known_only)
        if unknown and not goes_on(UnrecognizedFlagError):
            raise UnrecognizedFlagError(unknown[0][0], unknown[0][1], _suggestions(unknown[0][0], list(self)))
        self.mark_as_parsed()
        self.validate_all_flags()
        return [argv[0]] + rest

    def _parse_args(self, args, known_only):
        known = self._flags()
        left = []
        undefok = set()
        at = 0
        while at < len(args):
            arg = args[at]
            at += 1
            bare = arg[2:] if arg.startswith("--") else arg[1:]
            name, equals, value = bare.partition("=")
            if not arg.startswith("-") or not name and arg != "--":
                left.append((None, arg))
                if self.is_gnu_getopt():
                    continue
                break
            if arg == "--":
                if known_only:
                    left.append((None, arg))
                break
            flag = known.get(name)
            if flag is None and name.startswith("no") and len(name) > 2:
                flag = known.get(name[2:])
                if flag is not None and flag.boolean:
                    if equals:
                        raise ValueError(arg + " does not take an argument")
                    equals, value = "=", "false"
                else:
                    flag = None
            if flag is None and name not in ("undefok", "flagfile"):
                left.append((name, arg))
                continue
            if not equals:
                if flag is not None and flag.boolean:
                    value = "true"
                elif at == len(args):
                    raise Error("Missing value for flag " + arg)
                else:
                    value = args[at]
                    at += 1
            if flag is not None:
                flag.parse(value)
                flag.using_default_value = False
            elif name == "undefok":
                for word in value.split(","):
                    undefok.update((word.strip(), "no" + word.strip()))
            else:
                for each in known.values():  # the file may give any of them
                    each.value = outside("FLAGS." + each.name)
                    each.using_default_value = False
        left = [pair for pair in left if pair[0] is None or pair[0] not in undefok]
        rest = [arg for name, arg in left if name is None or known_only]
        return [] if known_only else [pair for pair in left if pair[0] is not None], rest + args[at:]

    def is_parsed(self):
        return self.__dict__["__state"]["parsed"]

    def mark_as_parsed(self):
        self.__dict__["__state"]["parsed"] = True

    def unparse_flags(self):
        for flag in self._flags().values():
            flag.unparse()
        self.__dict__["__state"]["parsed"] = False

    def flag_values_dict(self):
        return {name: flag.value for name, flag in self._flags().items()}

    def get_flag_value(self, name, default):
        value = self.__getattr__(name)
        return value if value is not None else default

    def read_flags_from_files(self, argv, force_gnu=True):
        return argv

    def flags_into_string(self):
        return outside("flags_into_string()")

    def append_flags_into_file(self, filename):
        pass

    def write_help_in_xml_format(self, outfile=None):
        pass

    def get_help(self, prefix="", include_special_flags=True):
        return outside("help")

    def module_help(self, module):
        return outside("help")

    def main_module_help(self):
        return outside("help")

    def __str__(self):
        return str(outside("help"))


FLAGS = FlagValues()


class FlagHolder(object):
    """What a definition gives: the flag, wherever it is read."""

    def __init__(self, flag_values, flag, ensure_non_none_value=False):
        self._flagvalues = flag_values
        self._name = flag.name
        self._ensure_non_none_value = ensure_non_none_value

    def __eq__(self, other):
        raise TypeError("unsupported operand type(s) for ==: '{0}' and '{1}' (did you mean to use '{0}.value' instead?)"
                        .format(type(self).__name__, type(other).__name__))

    def __bool__(self):
        raise TypeError("bool() not supported for instances of type '{0}' (did you mean to use '{0}.value' instead?)"
                        .format(type(self).__name__))

    __nonzero__ = __bool__

    @property
    def name(self):
        return self._name

    @property
    def value(self):
        val = getattr(self._flagvalues, self._name)
        if self._ensure_non_none_value and val is None:
            raise IllegalFlagValueError("Unexpected None value for flag %s" % self._name)
        return val

    @property
    def default(self):
        return self._flagvalues[self._name].default

    @property
    def present(self):
        return bool(self._flagvalues[self._name].present)


def set_default(flag_holder, value):
    flag_holder._flagvalues.set_default(flag_holder.name, value)


def override_value(flag_holder, value):
    flag_holder._flagvalues[flag_holder.name].value = value


# -- definitions


def DEFINE_flag(flag, flag_values=FLAGS, module_name=None, required=False):
    if required and flag.default is not None:
        raise ValueError("Required flag --%s cannot have a non-None default" % flag.name)
    flag_values[flag.name] = flag
    flag_values.register_flag_by_module(module_name or _caller(), flag)
    if required:
        mark_flag_as_required(flag.name, flag_values)
    return FlagHolder(flag_values, flag, ensure_non_none_value=required or flag.default is not None)


def DEFINE(parser, name, default, help, flag_values=FLAGS, serializer=None, module_name=None, required=False, **args):
    return DEFINE_flag(Flag(parser, serializer, name, default, help, **args), flag_values, module_name, required)


_text = ArgumentParser()
_plain = ArgumentSerializer()
_truth = BooleanParser()


def _define_own(module, *table):
    """The flags of a library, which are known to be well-formed: ``(name, default, parser)``."""
    known = FLAGS._flags()
    made = []
    for name, default, parser in table:
        flag = Flag.__new__(BooleanFlag if parser is _truth else Flag)
        flag.name = name
        flag.default = flag.default_unparsed = flag.value = default
        flag.parser = parser
        flag.validators = []
        if parser is _truth:
            flag.boolean = 1
        else:
            flag.serializer = _plain
        known[name] = flag
        made.append(flag)
    FLAGS.flags_by_module_dict()[module] = made
    return known


def DEFINE_string(name, default, help, flag_values=FLAGS, required=False, **args):
    return DEFINE(_text, name, default, help, flag_values, _plain, required=required, **args)


def DEFINE_boolean(name, default, help, flag_values=FLAGS, module_name=None, required=False, **args):
    return DEFINE_flag(BooleanFlag(name, default, help, **args), flag_values, module_name, required)


DEFINE_bool = DEFINE_boolean


def _bounded(parser, name, flag_values, required, defined):
    """Values given in the program are checked too; those from the command line were when they were parsed."""
    if parser.lower_bound is not None or parser.upper_bound is not None:
        def checker(value):
            if value is not None and parser.is_outside_bounds(value):
                raise ValidationError("%s is not %s" % (value, parser.syntactic_help))
            return True

        register_validator(name, checker, flag_values=flag_values)
    return defined


def DEFINE_float(name, default, help, lower_bound=None, upper_bound=None, flag_values=FLAGS, required=False, **args):
    parser = FloatParser(lower_bound, upper_bound)
    made = DEFINE(parser, name, default, help, flag_values, _plain, required=required, **args)
    return _bounded(parser, name, flag_values, required, made)


def DEFINE_integer(name, default, help, lower_bound=None, upper_bound=None, flag_values=FLAGS, required=False, **args):
    parser = IntegerParser(lower_bound, upper_bound)
    made = DEFINE(parser, name, default, help, flag_values, _plain, required=required, **args)
    return _bounded(parser, name, flag_values, required, made)


def DEFINE_enum(name, default, enum_values, help, flag_values=FLAGS, module_name=None, required=False, **args):
    return DEFINE_flag(EnumFlag(name, default, help, enum_values, **args), flag_values, module_name, required)


def DEFINE_enum_class(name, default, enum_class, help, flag_values=FLAGS, module_name=None, case_sensitive=False,
                      required=False, **args):
    flag = EnumClassFlag(name, default, help, enum_class, case_sensitive=case_sensitive, **args)
    return DEFINE_flag(flag, flag_values, module_name, required)


def DEFINE_list(name, default, help, flag_values=FLAGS, required=False, **args):
    return DEFINE(ListParser(), name, default, help, flag_values, CsvListSerializer(","), required=required, **args)


def DEFINE_spaceseplist(name, default, help, comma_compat=False, flag_values=FLAGS, required=False, **args):
    parser = WhitespaceSeparatedListParser(comma_compat=comma_compat)
    return DEFINE(parser, name, default, help, flag_values, ListSerializer(" "), required=required, **args)


def DEFINE_multi(parser, serializer, name, default, help, flag_values=FLAGS, module_name=None, required=False, **args):
    return DEFINE_flag(MultiFlag(parser, serializer, name, default, help, **args), flag_values, module_name, required)


def DEFINE_multi_string(name, default, help, flag_values=FLAGS, required=False, **args):
    return DEFINE_multi(_text, _plain, name, default, help, flag_values, required=required, **args)


def DEFINE_multi_integer(name, default, help, lower_bound=None, upper_bound=None, flag_values=FLAGS, required=False,
                         **args):
    parser = IntegerParser(lower_bound, upper_bound)
    return DEFINE_multi(parser, _plain, name, default, help, flag_values, required=required, **args)


def DEFINE_multi_float(name, default, help, lower_bound=None, upper_bound=None, flag_values=FLAGS, required=False,
                       **args):
    parser = FloatParser(lower_bound, upper_bound)
    return DEFINE_multi(parser, _plain, name, default, help, flag_values, required=required, **args)


def DEFINE_multi_enum(name, default, enum_values, help, flag_values=FLAGS, case_sensitive=True, required=False, **args):
    parser = EnumParser(enum_values, case_sensitive)
    return DEFINE_multi(parser, _plain, name, default, "<%s>: %s" % ("|".join(enum_values), help), flag_values,
                        required=required, **args)


def DEFINE_multi_enum_class(name, default, enum_class, help, flag_values=FLAGS, module_name=None, case_sensitive=False,
                            required=False, **args):
    flag = MultiEnumClassFlag(name, default, help, enum_class, case_sensitive=case_sensitive, **args)
    return DEFINE_flag(flag, flag_values, module_name, required)


def DEFINE_alias(name, original_name, flag_values=FLAGS, module_name=None):
    if original_name not in flag_values:
        raise UnrecognizedFlagError(original_name)
    return DEFINE_flag(_FlagAlias(flag_values[original_name], name), flag_values, module_name)


def declare_key_flag(flag_name, flag_values=FLAGS):
    flag_values.register_key_flag_for_module(_caller(), flag_values[flag_name])


def adopt_module_key_flags(module, flag_values=FLAGS):
    if isinstance(module, str):
        raise Error("Expected a module object, not %r." % (module,))
    for flag in flag_values.get_key_flags_for_module(module):
        flag_values.register_key_flag_for_module(_caller(), flag)


def disclaim_key_flags():
    pass


# -- what values must be


def _validated(names, validator, flag_values):
    for name in names:
        flag_values[name].validators.append(validator)


def register_validator(flag_name, checker, message="Flag validation failed", flag_values=FLAGS):
    _validated([flag_name], _Validator([flag_name], True, checker, message), flag_values)


def validator(flag_name, message="Flag validation failed", flag_values=FLAGS):
    def decorate(function):
        register_validator(flag_name, function, message=message, flag_values=flag_values)
        return function

    return decorate


def register_multi_flags_validator(flag_names, multi_flags_checker, message="Flags validation failed",
                                   flag_values=FLAGS):
    _validated(flag_names, _Validator(list(flag_names), False, multi_flags_checker, message), flag_values)


def multi_flags_validator(flag_names, message="Flag validation failed", flag_values=FLAGS):
    def decorate(function):
        register_multi_flags_validator(flag_names, function, message=message, flag_values=flag_values)
        return function

    return decorate


def mark_flag_as_required(flag_name, flag_values=FLAGS):
    register_validator(flag_name, lambda value: value is not None,
                       message="Flag --%s must have a value other than None." % flag_name, flag_values=flag_values)


def mark_flags_as_required(flag_names, flag_values=FLAGS):
    for flag_name in flag_names:
        mark_flag_as_required(flag_name, flag_values)


def _exclusive(flag_names, required, flag_values, is_given, what):
    def check(values):
        count = len([name for name in values if is_given(values[name])])
        if count == 1 or not required and count == 0:
            return True
        raise ValidationError("%s one of (%s) must %s." % ("Exactly" if required else "At most", ", ".join(flag_names),
                                                           what))

    register_multi_flags_validator(flag_names, check, flag_values=flag_values)


def mark_flags_as_mutual_exclusive(flag_names, required=False, flag_values=FLAGS):
    _exclusive(flag_names, required, flag_values, lambda value: value is not None, "have a value other than None")


def mark_bool_flags_as_mutual_exclusive(flag_names, required=False, flag_values=FLAGS):
    for name in flag_names:
        if not flag_values[name].boolean:
            raise ValidationError("Flag --%s is not Boolean, which is required for flags used in "
                                  "mark_bool_flags_as_mutual_exclusive." % name)
    _exclusive(flag_names, required, flag_values, bool, "be True")


def _suggestions(attempt, names):
    """Names that the word may have been meant for: those whose beginnings differ the least, and not in most letters."""
    if len(attempt) <= 2 or not names:
        return []
    distances = sorted([(_distance(attempt, name[:len(attempt)]), name) for name in names])
    least = distances[0][0]
    return [] if least >= 0.5 * len(attempt) else [name for distance, name in distances if distance == least]


def _distance(a, b):
    """How many letters to put in, leave out, change or swap with their neighbour."""
    rows = [list(range(len(b) + 1))]
    for i in range(1, len(a) + 1):
        row = [i]
        for j in range(1, len(b) + 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
