"""click: functions become commands, whose parameters come from the program's arguments.

Where scopelint goes on after errors, a parameter that must be given but is not is of unknown value.
"""

import sys

from _scopelint_run import goes_on, is_unknown, outside
from click._types import (
    BOOL, FLOAT, INT, STRING, UNPROCESSED, UUID, BadParameter, Choice, ClickException, DateTime, File, FileError,
    FloatRange, IntRange, ParamType, Path, Tuple, UsageError, _as_type, _inferred)
from functools import update_wrapper as _update_wrapper

__version__ = "7.1.2"
_NEWER = sys.version_info >= (3, 8)


class MissingParameter(BadParameter):
    pass


class NoSuchOption(UsageError):
    pass


class BadOptionUsage(UsageError):
    def __init__(self, option_name, message, ctx=None):
        UsageError.__init__(self, message, ctx)


class BadArgumentUsage(UsageError):
    pass


class Abort(RuntimeError):
    pass


class _Exit(RuntimeError):
    def __init__(self, code=0):
        RuntimeError.__init__(self)
        self.exit_code = code


_contexts = []


def get_current_context(silent=False):
    if _contexts:
        return _contexts[-1]
    if silent:
        return None
    raise RuntimeError("There is no active click context.")


class Context(object):
    def __init__(self, command, parent=None, info_name=None, obj=None, default_map=None, allow_extra_args=None,
                 allow_interspersed_args=None, ignore_unknown_options=None, help_option_names=None,
                 auto_envvar_prefix=None, **kwargs):
        self.command = command
        self.parent = parent
        self.info_name = info_name
        self.params = {}
        self.args = []
        self.protected_args = []
        self.obj = obj if obj is not None or parent is None else parent.obj
        self.meta = {} if parent is None else parent.meta
        if default_map is None and parent is not None and parent.default_map is not None:
            default_map = parent.default_map.get(info_name)
        self.default_map = default_map
        self.invoked_subcommand = None
        self.allow_extra_args = command.allow_extra_args if allow_extra_args is None else allow_extra_args
        self.interspersed = command.interspersed if allow_interspersed_args is None else allow_interspersed_args
        self.ignore_unknown_options = bool(ignore_unknown_options)
        names = ["--help"] if parent is None else parent.help_option_names
        self.help_option_names = names if help_option_names is None else help_option_names
        self._close = []
        self._sources = {}

    def __enter__(self):
        _contexts.append(self)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        _contexts.pop()
        self.close()

    def scope(self, cleanup=True):
        return self

    def close(self):
        while self._close:
            self._close.pop()()

    def call_on_close(self, f):
        self._close.append(f)
        return f

    def with_resource(self, context_manager):
        self._close.append(lambda: context_manager.__exit__(None, None, None))
        return context_manager.__enter__()

    @property
    def command_path(self):
        own = self.info_name or ""
        return own if self.parent is None else self.parent.command_path + " " + own

    def find_root(self):
        return self if self.parent is None else self.parent.find_root()

    def find_object(self, object_type):
        node = self
        while node is not None:
            if isinstance(node.obj, object_type):
                return node.obj
            node = node.parent

    def ensure_object(self, object_type):
        found = self.find_object(object_type)
        if found is None:
            self.obj = found = object_type()
        return found

    def lookup_default(self, name, call=True):
        if self.default_map is not None:
            value = self.default_map.get(name)
            return value() if call and not is_unknown(value) and callable(value) else value

    def get_parameter_source(self, name):
        return outside("source")

    def fail(self, message):
        raise UsageError(message, self)

    def abort(self):
        raise Abort()

    def exit(self, code=0):
        raise _Exit(code)

    def get_usage(self):
        return outside("usage")

    get_help = get_usage

    def invoke(self, callback, *args, **kwargs):
        if isinstance(callback, Command):
            other = callback
            callback = other.callback
            with Context(other, parent=self, info_name=other.name) as ctx:
                for param in other.params:
                    if param.name not in kwargs and param.expose_value:
                        kwargs[param.name] = param._converted(ctx, param.get_default(ctx))
                return callback(*args, **kwargs)
        with self:
            return callback(*args, **kwargs)

    def forward(self, cmd, *args, **kwargs):
        for name in self.params:
            if name not in kwargs:
                kwargs[name] = self.params[name]
        return self.invoke(cmd, *args, **kwargs)


class Parameter(object):
    def __init__(self, param_decls=None, type=None, required=False, default=None, callback=None, nargs=None,
                 metavar=None, expose_value=True, is_eager=False, envvar=None, multiple=False, **attrs):
        self.name, self.opts, self.secondary_opts = self._parse_decls(param_decls or (), expose_value)
        if type is None and not is_unknown(default) and default is not None and not callable(default):
            type = _inferred(default, multiple or nargs not in (None, 1))
        self.type = _as_type(type)
        if nargs is None:
            nargs = self.type.arity if self.type.is_composite else 1
        self.required = required
        self.callback = callback
        self.nargs = nargs
        self.multiple = multiple
        self.expose_value = expose_value
        self.default = default
        self.is_eager = is_eager
        self.metavar = metavar
        self.envvar = envvar

    def get_default(self, ctx):
        value = ctx.lookup_default(self.name)
        if not is_unknown(value) and value is None:
            value = self.default
        return value() if not is_unknown(value) and callable(value) else value

    def _converted(self, ctx, value):
        if is_unknown(value):
            return value
        if value is None:
            return () if self.multiple or self.nargs == -1 else None
        if self.multiple:
            return tuple([self._one(ctx, item) for item in value])
        return self._one(ctx, value)

    def _one(self, ctx, value):
        if self.nargs == 1 or self.type.is_composite:
            return self.type(value, self, ctx)
        return tuple([self.type(item, self, ctx) for item in value])

    type_cast_value = _converted

    def _handle(self, ctx, given):
        if self in given:
            value = given[self]
        else:
            value = None
            if self.envvar is not None:
                value = outside(self.envvar if isinstance(self.envvar, str) else self.envvar[0])
            else:
                value = self.get_default(ctx)
            if not is_unknown(value) and value is None:
                value = self._asked(ctx)
        value = self._converted(ctx, value)
        if self.required and not is_unknown(value) and (value is None or value == () and self not in given):
            if not goes_on(SystemExit):
                raise MissingParameter("Missing %s." % self._shown(), ctx, self)
            value = outside(self.name)
        if self.callback is not None:
            value = self.callback(ctx, self, value)
        if self.expose_value:
            ctx.params[self.name] = value

    def _asked(self, ctx):
        return None


class Option(Parameter):
    param_type_name = "option"

    def __init__(self, param_decls=None, show_default=False, prompt=False, confirmation_prompt=False, hide_input=False,
                 is_flag=None, flag_value=None, multiple=False, count=False, allow_from_autoenv=True, type=None,
                 help=None, hidden=False, show_choices=True, show_envvar=False, prompt_required=True, **attrs):
        Parameter.__init__(self, param_decls, type=type, multiple=multiple, **attrs)
        self.prompt = prompt and prompt_required
        if is_flag is None:
            is_flag = flag_value is not None or bool(self.secondary_opts)
        if is_flag and "default" not in attrs:
            self.default = None if flag_value is not None and not isinstance(flag_value, bool) else False
            self._unset = True
        if flag_value is None:
            flag_value = not self.default
        self.is_flag = is_flag
        self.flag_value = flag_value
        self.is_bool_flag = is_flag and isinstance(flag_value, bool)
        if is_flag and type is None:
            self.type = BOOL if self.is_bool_flag else _as_type(_inferred(flag_value, False))
        self.count = count
        if count:
            self.type = INT
            if "default" not in attrs:
                self.default = 0
        self.help = help

    def _parse_decls(self, decls, expose_value):
        opts = []
        secondary = []
        names = []
        name = None
        for decl in decls:
            if decl.isidentifier():
                name = decl
                continue
            split = ";" if decl[:1] == "/" else "/"
            if split in decl:
                first, _, second = decl.partition(split)
                first = first.rstrip()
                if first:
                    names.append(first)
                    opts.append(first)
                if second.strip():
                    secondary.append(second.lstrip())
            else:
                names.append(decl)
                opts.append(decl)
        if name is None and names:
            # The first of those with the most dashes.
            best = max([2 if n[:2] == "--" else 1 for n in names])
            word = [n for n in names if (2 if n[:2] == "--" else 1) == best][0].lstrip("-/")
            name = word.replace("-", "_").lower()
        if not name and expose_value:
            raise TypeError("Could not determine name for option")
        return name, opts, secondary

    def get_default(self, ctx):
        if self.is_flag and not self.is_bool_flag:
            # Of the flags that share a name, the one that says so is it.
            for param in ctx.command.params:
                if param.name == self.name and param.default is True:
                    return param.flag_value
            return None if self.default in (True, False) else self.default
        return Parameter.get_default(self, ctx)

    def _asked(self, ctx):
        return outside("prompt " + self.name) if self.prompt else None

    def _shown(self):
        return "option '%s'" % "' / '".join(self.opts)


class Argument(Parameter):
    param_type_name = "argument"

    def __init__(self, param_decls, required=None, **attrs):
        if required is None:
            required = attrs.get("default") is None and attrs.get("nargs", 1) != -1 and attrs.get("nargs", 1) != 0
        Parameter.__init__(self, param_decls, required=required, **attrs)

    def _parse_decls(self, decls, expose_value):
        return decls[0].replace("-", "_").lower(), [decls[0]], []

    def _shown(self):
        return "argument '%s'" % self.name.upper()


class Command(object):
    allow_extra_args = False
    interspersed = True

    def __init__(self, name, context_settings=None, callback=None, params=None, help=None, epilog=None, short_help=None,
                 options_metavar="[OPTIONS]", add_help_option=True, no_args_is_help=False, hidden=False,
                 deprecated=False):
        self.name = name
        self.context_settings = context_settings or {}
        self.callback = callback
        self.params = params or []
        self.help = help
        self.epilog = epilog
        self.short_help = short_help
        self.add_help_option = add_help_option
        self.no_args_is_help = no_args_is_help
        self.hidden = hidden

    def __call__(self, *args, **kwargs):
        return self.main(*args, **kwargs)

    def get_params(self, ctx):
        return self.params

    def get_help(self, ctx):
        return outside("help")

    get_usage = get_help

    def make_context(self, info_name, args, parent=None, **extra):
        for name in self.context_settings:
            if name not in extra:
                extra[name] = self.context_settings[name]
        ctx = Context(self, info_name=info_name, parent=parent, **extra)
        with ctx:
            self.parse_args(ctx, list(args))
        return ctx

    def parse_args(self, ctx, args):
        if not args and self.no_args_is_help:
            ctx.exit()
        given, order, rest = self._sorted(ctx, args)
        rest = self._placed(ctx, given, order, rest)
        ranks = {}
        for rank, param in enumerate(order):
            if param not in ranks:
                ranks[param] = rank
        todo = sorted(self.params, key=lambda p: (not p.is_eager, ranks.get(p, len(order))))
        for param in todo:
            if param not in given and param.name in ctx.params:
                continue  # another flag of this name was given
            param._handle(ctx, given)
        if rest and not self.allow_extra_args and not ctx.allow_extra_args:
            ctx.fail("Got unexpected extra argument%s (%s)" % ("s" if len(rest) > 1 else "", " ".join(rest)))
        ctx.args = rest

    def _sorted(self, ctx, args):
        """The values of options, the order in which parameters were met, and what is left."""
        known = {}
        for param in self.params:
            if isinstance(param, Option):
                for name in param.opts:
                    known[name] = (param, True)
                for name in param.secondary_opts:
                    known[name] = (param, False)
        given = {}
        order = []
        rest = []
        args = list(args)
        while args:
            arg = args.pop(0)
            if arg == "--":
                return given, order, rest + args
            if arg[:1] != "-" or len(arg) < 2:
                rest.append(arg)
                if not ctx.interspersed:
                    return given, order, rest + args
                continue
            name, equals, value = arg.partition("=")
            if arg[:2] == "--" or name in known or arg in known:
                if arg in known:
                    name, equals = arg, ""
                if name not in known:
                    self._unknown_option(ctx, name, arg, rest)
                    continue
                self._take(known[name], name, value if equals else None, args, given, order)
                continue
            at = 1
            left = "-"
            while at < len(arg):
                short = "-" + arg[at]
                at += 1
                if short not in known:
                    if not ctx.ignore_unknown_options:
                        self._unknown_option(ctx, short, arg, rest)
                        break
                    left += arg[at - 1]
                elif self._is_switch(known[short][0]):
                    self._take(known[short], short, None, args, given, order)
                else:
                    self._take(known[short], short, arg[at:] or None, args, given, order)
                    break
            if left != "-":
                rest.append(left)
        return given, order, rest

    def _is_switch(self, option):
        return option.is_flag or option.count

    def _unknown_option(self, ctx, name, arg, rest):
        if self.add_help_option and name in ctx.help_option_names:
            ctx.exit()
        if ctx.ignore_unknown_options:
            rest.append(arg)
        elif not goes_on(SystemExit):
            raise NoSuchOption("no such option: %s" % name, ctx)

    def _take(self, known, name, value, args, given, order):
        option, positive = known
        order.append(option)
        key = option
        if option.count:
            given[key] = given.get(key, 0) + 1
        elif option.is_flag:
            if value is not None:
                raise BadOptionUsage(name, "%s option does not take a value" % name)
            given[key] = option.flag_value if positive else not option.flag_value
            if _NEWER and option.is_bool_flag and option.default is True and not option.secondary_opts:
                given[key] = outside(option.name)  # releases differ
        else:
            values = [] if value is None else [value]
            while len(values) < option.nargs:
                if not args:
                    many = "an argument" if option.nargs == 1 else "%d arguments" % option.nargs
                    raise BadOptionUsage(name, "%s option requires %s" % (name, many))
                values.append(args.pop(0))
            value = values[0] if option.nargs == 1 else tuple(values)
            given[key] = given.get(key, []) + [value] if option.multiple else value

    def _placed(self, ctx, given, order, rest):
        """Give the arguments by position theirs; what is left over."""
        waiting = [param for param in self.params if isinstance(param, Argument)]
        rest = list(rest)
        while waiting:
            param = waiting.pop(0)
            if param.nargs == -1:
                count = max(0, len(rest) - sum([p.nargs for p in waiting]))
            else:
                count = param.nargs
            taken, rest = rest[:count], rest[count:]
            order.append(param)
            if param.nargs == 1:
                if taken:
                    given[param] = taken[0]
            elif taken:
                if len(taken) < param.nargs:
                    raise BadArgumentUsage("argument %s takes %d values" % (param.name, param.nargs), ctx)
                given[param] = tuple(taken)
        return rest

    def invoke(self, ctx):
        if self.callback is not None:
            return ctx.invoke(self.callback, **ctx.params)

    def main(self, args=None, prog_name=None, complete_var=None, standalone_mode=True, **extra):
        args = list(sys.argv[1:] if args is None else args)
        try:
            with self.make_context(prog_name or sys.argv[0].rpartition("/")[2], args, **extra) as ctx:
                value = self.invoke(ctx)
                if not standalone_mode:
                    return value
                ctx.exit()
        except ClickException as e:
            if not standalone_mode:
                raise
            sys.exit(e.exit_code)
        except Abort:
            if not standalone_mode:
                raise
            sys.exit(1)
        except _Exit as e:
            if standalone_mode:
                sys.exit(e.exit_code)
            return e.exit_code


BaseCommand = Command


class MultiCommand(Command):
    allow_extra_args = True
    interspersed = False

    def __init__(self, name=None, invoke_without_command=False, no_args_is_help=None, subcommand_metavar=None,
                 chain=False, result_callback=None, **attrs):
        Command.__init__(self, name, **attrs)
        self.no_args_is_help = not invoke_without_command if no_args_is_help is None else no_args_is_help
        self.invoke_without_command = invoke_without_command
        self.chain = chain
        self._result = result_callback

    def result_callback(self, replace=False):
        def decorate(f):
            self._result = f
            return f

        return decorate

    resultcallback = result_callback

    def parse_args(self, ctx, args):
        Command.parse_args(self, ctx, args)
        if self.chain:
            ctx.protected_args, ctx.args = ctx.args, []
        elif ctx.args:
            ctx.protected_args, ctx.args = ctx.args[:1], ctx.args[1:]

    def _ended(self, ctx, value):
        return value if self._result is None else ctx.invoke(self._result, value, **ctx.params)

    def invoke(self, ctx):
        if not ctx.protected_args:
            if not self.invoke_without_command:
                ctx.fail("Missing command.")
            value = Command.invoke(self, ctx)
            return self._ended(ctx, [] if self.chain else value)
        args = ctx.protected_args + ctx.args
        ctx.args = []
        ctx.protected_args = []
        if not self.chain:
            with ctx:
                name, command, args = self.resolve_command(ctx, args)
                ctx.invoked_subcommand = name
                Command.invoke(self, ctx)
                with command.make_context(name, args, parent=ctx) as sub:
                    return self._ended(ctx, command.invoke(sub))
        with ctx:
            ctx.invoked_subcommand = "*" if args else None
            Command.invoke(self, ctx)
            waiting = []
            while args:
                name, command, args = self.resolve_command(ctx, args)
                sub = command.make_context(name, args, parent=ctx, allow_extra_args=True, allow_interspersed_args=False)
                waiting.append(sub)
                args, sub.args = sub.args, []
            values = []
            for sub in waiting:
                with sub:
                    values.append(sub.command.invoke(sub))
            return self._ended(ctx, values)

    def resolve_command(self, ctx, args):
        command = self.get_command(ctx, args[0])
        if command is None:
            ctx.fail("No such command '%s'." % args[0])
        return args[0], command, args[1:]

    def get_command(self, ctx, cmd_name):
        raise NotImplementedError()

    def list_commands(self, ctx):
        return []


class Group(MultiCommand):
    def __init__(self, name=None, commands=None, **attrs):
        MultiCommand.__init__(self, name, **attrs)
        if isinstance(commands, (list, tuple)):
            commands = {c.name: c for c in commands}
        self.commands = commands or {}

    def add_command(self, cmd, name=None):
        self.commands[name or cmd.name] = cmd

    def command(self, *args, **kwargs):
        def decorate(f):
            made = command(*args, **kwargs)(f)
            self.add_command(made)
            return made

        return self._bare(decorate, args)

    def group(self, *args, **kwargs):
        def decorate(f):
            made = group(*args, **kwargs)(f)
            self.add_command(made)
            return made

        return self._bare(decorate, args)

    def _bare(self, decorate, args):
        if args and callable(args[0]):
            made = (group if decorate.__name__ == "group" else command)(args[0])
            self.add_command(made)
            return made
        return decorate

    def get_command(self, ctx, cmd_name):
        return self.commands.get(cmd_name)

    def list_commands(self, ctx):
        return sorted(self.commands)


class CommandCollection(MultiCommand):
    def __init__(self, name=None, sources=None, **attrs):
        MultiCommand.__init__(self, name, **attrs)
        self.sources = sources or []

    def add_source(self, multi_cmd):
        self.sources.append(multi_cmd)

    def get_command(self, ctx, cmd_name):
        for source in self.sources:
            found = source.get_command(ctx, cmd_name)
            if found is not None:
                return found


def command(name=None, cls=None, **attrs):
    cls = cls or Command

    def decorate(f):
        params = getattr(f, "__click_params__", [])
        if isinstance(f, Command):
            raise TypeError("Attempted to convert a callback into a command twice.")
        if params:
            f.__click_params__ = []
        settings = dict(attrs)
        if "help" not in settings:
            settings["help"] = f.__doc__
        word = name if isinstance(name, str) else f.__name__.lower().replace("_", "-")
        made = cls(word, callback=f, params=list(reversed(params)) + settings.pop("params", []), **settings)
        made.__doc__ = f.__doc__
        return made

    if callable(name):
        return decorate(name)
    return decorate


def group(name=None, cls=None, **attrs):
    return command(name, cls or Group, **attrs)


def _with(f, param):
    if isinstance(f, Command):
        f.params.append(param)
    else:
        if not hasattr(f, "__click_params__"):
            f.__click_params__ = []
        f.__click_params__.append(param)
    return f


def argument(*param_decls, **attrs):
    return lambda f: _with(f, attrs.get("cls", Argument)(param_decls, **{k: attrs[k] for k in attrs if k != "cls"}))


def option(*param_decls, **attrs):
    return lambda f: _with(f, attrs.get("cls", Option)(param_decls, **{k: attrs[k] for k in attrs if k != "cls"}))


def _leaving(default_names, param_decls, attrs):
    def leave(ctx, param, value):
        if value:
            ctx.exit()

    options = {"is_flag": True, "expose_value": False, "is_eager": True, "callback": leave}
    for name in ("help", "callback"):
        if name in attrs:
            options[name] = attrs[name]
    return option(*(param_decls or default_names), **options)


def version_option(version=None, *param_decls, **attrs):
    return _leaving(("--version",), param_decls, attrs)


def help_option(*param_decls, **attrs):
    return _leaving(("--help",), param_decls, attrs)


def confirmation_option(*param_decls, **attrs):
    return _leaving(("--yes",), param_decls, {"callback": lambda ctx, param, value: None})


def password_option(*param_decls, **attrs):
    settings = {"prompt": True, "hide_input": True}
    settings.update(attrs)
    return option(*(param_decls or ("--password",)), **settings)


def pass_context(f):
    def new_func(*args, **kwargs):
        return f(get_current_context(), *args, **kwargs)

    return _update_wrapper(new_func, f)


def pass_obj(f):
    def new_func(*args, **kwargs):
        return f(get_current_context().obj, *args, **kwargs)

    return _update_wrapper(new_func, f)


def make_pass_decorator(object_type, ensure=False):
    def decorator(f):
        def new_func(*args, **kwargs):
            ctx = get_current_context()
            obj = ctx.ensure_object(object_type) if ensure else ctx.find_object(object_type)
            if obj is None:
                raise RuntimeError("Managed to invoke callback without a context object of type %r existing."
                                   % object_type.__name__)
            return ctx.invoke(f, obj, *args, **kwargs)

        return _update_wrapper(new_func, f)

    return decorator


# -- talk


def echo(message=None, file=None, nl=True, err=False, color=None):
    if err and file is None:
        return
    print("" if message is None else message, file=file, end="\n" if nl else "")


def style(text, **styles):
    # On a terminal it has colours.
    return outside("style()") if styles else text


def unstyle(text):
    return text


def secho(message=None, file=None, nl=True, err=False, color=None, **styles):
    echo(message, file=file, nl=nl, err=err)


def prompt(text, default=None, **kwargs):
    return outside("prompt()")


def confirm(text, default=False, **kwargs):
    return outside("confirm()")


getchar = edit = get_app_dir = prompt


def pause(*args, **kwargs):
    pass


clear = launch = echo_via_pager = pause


def open_file(filename, *args, **kwargs):
    return open(filename, *args)


get_text_stream = get_binary_stream = open_file


def format_filename(filename, shorten=False):
    return filename


def get_terminal_size():
    return outside("get_terminal_size()")


def progressbar(iterable=None, length=None, **kwargs):
    return _Bar(range(length) if iterable is None else iterable)


class _Bar(object):
    def __init__(self, iterable):
        self._iterable = iterable

    def __iter__(self):
        return iter(self._iterable)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def update(self, n_steps, current_item=None):
        pass
