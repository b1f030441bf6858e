"""argparse: options and positionals with their defaults and types, from the real command line."""

import sys as _sys

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
REMAINDER = "..."


class ArgumentError(Exception):
    def __init__(self, argument, message):
        Exception.__init__(self, message)


class ArgumentTypeError(Exception):
    pass


class HelpFormatter(object):
    def __init__(self, *args, **kwargs):
        pass


ArgumentDefaultsHelpFormatter = RawDescriptionHelpFormatter = RawTextHelpFormatter = HelpFormatter
MetavarTypeHelpFormatter = HelpFormatter


class Namespace(object):
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        return isinstance(other, Namespace) and vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        items = vars(self).items() if _sys.version_info >= (3, 9) else sorted(vars(self).items())
        return "Namespace(%s)" % ", ".join("%s=%r" % pair for pair in items)


class Action(object):
    def __init__(self, option_strings=(), dest=None, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None):
        self.option_strings = list(option_strings)
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar
        self.kind = "store"


class FileType(object):
    def __init__(self, mode="r", *args, **kwargs):
        self._mode = mode

    def __call__(self, string):
        return open(string, self._mode)


class BooleanOptionalAction(Action):
    pass


class _Container(object):
    def __init__(self, root):
        self._root = root

    def add_argument(self, *args, **kwargs):
        return self._root._add(args, kwargs)

    def add_argument_group(self, *args, **kwargs):
        return _Container(self._root)

    def add_mutually_exclusive_group(self, **kwargs):
        return _Container(self._root)

    def set_defaults(self, **kwargs):
        self._root.set_defaults(**kwargs)


class _SubParsers(object):
    def __init__(self, dest, required):
        self.dest = dest
        self.required = required
        self.choices = {}

    def add_parser(self, name, **kwargs):
        parser = ArgumentParser(**kwargs)
        self.choices[name] = parser
        for alias in kwargs.get("aliases", ()):
            self.choices[alias] = parser
        return parser


class ArgumentParser(_Container):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=None,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error",
                 add_help=True, allow_abbrev=True, exit_on_error=True, help=None, aliases=()):
        _Container.__init__(self, self)
        self.prog = prog
        self.description = description
        self._actions = []
        self._options = {}
        self._positionals = []
        self._defaults = {}
        self._subparsers = None
        self._argument_default = argument_default
        for parent in parents:
            for action in parent._actions:
                self._keep(action)
            self._defaults.update(parent._defaults)

    def register(self, *args):
        pass

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def add_subparsers(self, title=None, description=None, prog=None, parser_class=None, action=None, dest=None,
                       required=False, help=None, metavar=None):
        self._subparsers = _SubParsers(dest, required)
        return self._subparsers

    def _add(self, names, kwargs):
        kwargs = dict(kwargs)
        kind = kwargs.pop("action", "store")
        dest = kwargs.pop("dest", None)
        options = [n for n in names if n.startswith("-")]
        version = kwargs.pop("version", None)
        if dest is None:
            if options:
                long = [n for n in options if n.startswith("--")]
                dest = (long[0] if long else options[0]).lstrip("-").replace("-", "_")
            else:
                dest = names[0]
        custom = None
        if not isinstance(kind, str):
            custom = kind
            kind = "custom"
            if custom is BooleanOptionalAction:
                kind = "boolean"
        if kind in ("store_true", "store_false"):
            kwargs.setdefault("default", kind == "store_false")
        if "default" not in kwargs and self._argument_default is not None:
            kwargs["default"] = self._argument_default
        if dest in self._defaults and "default" not in kwargs:
            kwargs["default"] = self._defaults[dest]
        if kind == "custom":
            action = custom(options, dest, **kwargs)
        else:
            action = Action(options, dest, **kwargs)
        action.kind = kind
        action.version = version
        self._keep(action)
        return action

    def _keep(self, action):
        self._actions.append(action)
        if action.option_strings:
            for name in action.option_strings:
                self._options[name] = action
            if action.kind == "boolean":
                for name in action.option_strings:
                    if name.startswith("--"):
                        self._options["--no-" + name[2:]] = action
        else:
            self._positionals.append(action)

    def error(self, message):
        self.exit(2, message)

    def exit(self, status=0, message=None):
        _sys.exit(status)

    def print_help(self, file=None):
        pass

    print_usage = print_help

    def format_help(self):
        return ""

    format_usage = format_help

    def _value(self, action, text):
        convert = action.type
        value = text
        if convert is not None:
            try:
                value = convert(text)
            except (ValueError, TypeError, ArgumentTypeError):
                self.error("invalid value: %r" % (text,))
        if action.choices is not None and value not in action.choices:
            self.error("invalid choice: %r" % (value,))
        return value

    def parse_args(self, args=None, namespace=None):
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: %s" % " ".join(rest))
        return found

    def _fill_defaults(self, namespace):
        for action in self._actions:
            if action.kind in ("help", "version") or action.default is SUPPRESS:
                continue
            if not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for name, value in self._defaults.items():
            if not hasattr(namespace, name):
                setattr(namespace, name, value)

    def _convert_defaults(self, namespace, seen):
        for action in self._actions:
            if action.dest not in seen and isinstance(action.default, str) and action.type is not None:
                if getattr(namespace, action.dest, None) is action.default:
                    setattr(namespace, action.dest, self._value(action, action.default))

    def parse_known_args(self, args=None, namespace=None):
        args = list(_sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        self._fill_defaults(namespace)
        seen = set()
        extras = []
        loose = []
        places = []
        loose_places = []
        i = 0
        while i < len(args):
            arg = args[i]
            i += 1
            if arg == "--":
                loose.extend(args[i:])
                loose_places.extend(range(i, len(args)))
                break
            if not self._is_option(arg):
                if self._subparsers is not None and arg in self._subparsers.choices and self._room(loose):
                    if self._subparsers.dest:
                        setattr(namespace, self._subparsers.dest, arg)
                    namespace, more = self._subparsers.choices[arg].parse_known_args(args[i:], namespace)
                    extras.extend(more)
                    places.extend([len(args)] * len(more))
                    seen.add(" sub")
                    break
                loose.append(arg)
                loose_places.append(i)
                continue
            action, given, name = self._match(arg)
            if action is None:
                if arg in ("-h", "--help"):
                    self.exit(0)
                extras.append(arg)
                places.append(i)
                continue
            seen.add(action.dest)
            i = self._take(namespace, action, name, given, args, i)
        self._place(namespace, loose, seen, extras)
        left = len(extras) - len(places)
        if left and places:
            # What nobody takes is given back in the order in which it came.
            places.extend(loose_places[-left:])
            extras = [extras[at] for at in sorted(range(len(extras)), key=lambda at: places[at])]
        if self._subparsers is not None and " sub" not in seen:
            if self._subparsers.required:
                self.error("a subcommand is required")
            if self._subparsers.dest and not hasattr(namespace, self._subparsers.dest):
                setattr(namespace, self._subparsers.dest, None)
        missing = [a.dest for a in self._actions if a.required and a.option_strings and a.dest not in seen]
        if missing:
            self.error("the following arguments are required: %s" % ", ".join(missing))
        self._convert_defaults(namespace, seen)
        return namespace, extras

    def _room(self, loose):
        return len(loose) >= len([a for a in self._positionals if a.nargs is None])

    def _is_option(self, arg):
        if not arg.startswith("-") or arg == "-":
            return False
        if arg in self._options:
            return True
        number = arg[1:].replace(".", "", 1)
        return not number.isdigit()

    def _match(self, arg):
        name, eq, given = arg.partition("=")
        if name in self._options:
            return self._options[name], given if eq else None, name
        if name.startswith("--"):
            close = [n for n in self._options if n.startswith(name)]
            actions = []
            for n in close:
                if self._options[n] not in actions:
                    actions.append(self._options[n])
            if len(actions) == 1:
                return actions[0], given if eq else None, close[0]
        elif arg[:2] in self._options:
            return self._options[arg[:2]], arg[2:], arg[:2]
        return None, None, name

    def _take(self, namespace, action, name, given, args, i):
        kind = action.kind
        if kind == "store_true" or kind == "store_false":
            setattr(namespace, action.dest, kind == "store_true")
        elif kind == "store_const":
            setattr(namespace, action.dest, action.const)
        elif kind == "append_const":
            setattr(namespace, action.dest, list(getattr(namespace, action.dest) or []) + [action.const])
        elif kind == "count":
            setattr(namespace, action.dest, (getattr(namespace, action.dest) or 0) + 1)
        elif kind == "boolean":
            setattr(namespace, action.dest, not name.startswith("--no-"))
        elif kind in ("help", "version"):
            self.exit(0)
        else:
            values = []
            if given is not None:
                values = [given]
            else:
                most = action.nargs if isinstance(action.nargs, int) else 1 if action.nargs in (None, "?") else None
                while i < len(args) and not self._is_option(args[i]) and (most is None or len(values) < most):
                    values.append(args[i])
                    i += 1
            self._store(namespace, action, values, name)
        return i

    def _store(self, namespace, action, values, name=None):
        nargs = action.nargs
        if nargs is None:
            if not values:
                self.error("argument %s: expected one argument" % name)
            value = self._value(action, values[0])
        elif nargs == "?":
            value = self._value(action, values[0]) if values else action.const
        else:
            if nargs == "+" and not values:
                self.error("argument %s: expected at least one argument" % name)
            value = [self._value(action, v) for v in values]
        if action.kind == "append":
            value = list(getattr(namespace, action.dest) or []) + [value]
        elif action.kind == "extend":
            value = list(getattr(namespace, action.dest) or []) + list(value)
        if action.kind == "custom":
            action(self, namespace, value, name)
        else:
            setattr(namespace, action.dest, value)

    def _place(self, namespace, loose, seen, extras):
        rest = list(loose)
        waiting = list(self._positionals)
        while waiting:
            action = waiting.pop(0)
            needed = sum(1 if a.nargs is None else a.nargs if isinstance(a.nargs, int) else 0 if a.nargs in ("?", "*")
                         else 1 for a in waiting)
            if action.nargs is None:
                if not rest:
                    self.error("the following arguments are required: %s" % action.dest)
                self._store(namespace, action, [rest.pop(0)])
            elif isinstance(action.nargs, int):
                taken, rest = rest[:action.nargs], rest[action.nargs:]
                if len(taken) < action.nargs:
                    self.error("the following arguments are required: %s" % action.dest)
                self._store(namespace, action, taken)
            else:
                most = max(0, len(rest) - needed)
                if action.nargs == "?":
                    most = min(most, 1)
                taken, rest = rest[:most], rest[most:]
                if taken:
                    self._store(namespace, action, taken)
                elif action.nargs == "+":
                    self.error("the following arguments are required: %s" % action.dest)
                elif action.nargs == "*" and action.default is None:
                    setattr(namespace, action.dest, [])
                else:
                    continue
            seen.add(action.dest)
        extras.extend(rest)
