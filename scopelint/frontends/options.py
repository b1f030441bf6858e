"""The command line's parser: commands, and options made from the fields of Config."""

from __future__ import annotations

import argparse
from dataclasses import Field
from typing import Any

from scopelint.config import Config, default_of, settings, with_options

COMMANDS = ("check", "names", "trace", "explain", "rules")
"""A first argument that is none of these is a path for ``check``."""

FORMATS = ("text", "json", "jsonl")
NAME_FORMATS = ("tree", "table", "plain", "json")


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    main = argparse.ArgumentParser(
        prog="scopelint",
        description="Predicts every TensorFlow 1 variable name and reuse error from source, without running it.",
        epilog="Without a command the arguments are those of check. Exit codes: 0 nothing found, 1 something found, "
        "2 the work could not be done.",
    )
    main.add_argument("--version", action="store_true", help="show the version and end")
    commands = main.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_check(commands)
    _add_names(commands)
    _add_trace(commands)
    explain = commands.add_parser("explain", help="show a rule's page", description="Show a rule's page.")
    explain.add_argument("code", metavar="CODE", help="a code or name: TFS101, variable-already-exists")
    rules = commands.add_parser("rules", help="list all rules", description="List all rules.")
    rules.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    return main


def _add_check(commands: Any) -> None:
    check = commands.add_parser("check", help="lint files and folders (the default command)")
    check.add_argument("paths", nargs="*", metavar="PATH", help="files and folders; - is standard input; default: .")
    check.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    check.add_argument("--statistics", action="store_true", help="show how often each rule fired, not the findings")
    check.add_argument("--exit-zero", action="store_true", help="end with 0 even when something was found")
    check.add_argument("--stdin-filename", metavar="FILE", help="what the text on standard input is called")
    _add_common(check, "tf roots site_packages select extend_select ignore certainty exclude argv cache")


def _add_names(commands: Any) -> None:
    names = commands.add_parser("names", help="show the predicted variables of a program or function")
    names.add_argument(
        "target", metavar="TARGET", help="file.py, file.py::function, file.py::Class.method or package.module::function"
    )
    names.add_argument("--format", choices=NAME_FORMATS, help="default: tree on a terminal, else table")
    _add_common(names, "tf roots site_packages argv cache")


def _add_trace(commands: Any) -> None:
    trace = commands.add_parser("trace", help="show the record of a symbolic run, as JSON")
    trace.add_argument("programs", nargs="+", metavar="PROGRAM")
    trace.add_argument("--format", choices=("json", "jsonl"), default="json", help="jsonl: one object a line")
    trace.add_argument("--ops", action="store_true", help="with the ops of the graphs, as far as modelled")
    trace.add_argument("--recover", action="store_true", help="go on after an error as the author meant")
    _add_common(trace, "tf roots site_packages argv cache")


def _add_common(command: argparse.ArgumentParser, names: str) -> None:
    wanted = names.split()
    for item in settings():
        if item.name in wanted:
            command.add_argument(item.metadata["flag"], dest=item.name, **_arguments(item))
    command.add_argument("-q", "--quiet", action="store_true", help="no summary, only what was asked for")


def _arguments(item: Field[Any]) -> dict[str, Any]:
    meta = item.metadata
    default = default_of(item)
    words = meta["doc"].replace("%", "%%")
    if isinstance(default, bool):
        return {"action": "store_false" if default else "store_true", "default": None, "help": _negated(words)}
    if meta.get("choices"):
        return {"choices": meta["choices"], "help": f"{words} Default: {default}."}
    if meta.get("blanks"):
        return {"metavar": meta["metavar"], "type": _split_blanks, "help": words}
    if meta.get("paths"):
        return {"metavar": meta["metavar"], "action": "append", "help": words + " Repeatable."}
    if isinstance(default, tuple):
        return {"metavar": meta["metavar"], "action": "append", "type": split_list, "help": words + " Repeatable."}
    return {"metavar": meta["metavar"], "help": f"{words} Default: {default}."}


def _negated(words: str) -> str:
    return "Do not: " + words[0].lower() + words[1:]


def _split_blanks(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def split_list(text: str) -> tuple[str, ...]:
    """The items of a list separated by commas or blanks."""
    return tuple(text.replace(",", " ").split())


def configured(config: Config, given: argparse.Namespace) -> Config:
    """The configuration with the options that were given. Raises ConfigError."""
    options: dict[str, Any] = {}
    for item in settings():
        value = getattr(given, item.name, None)
        if value is None:
            continue
        if isinstance(value, list):
            value = tuple(part for parts in value for part in ((parts,) if isinstance(parts, str) else parts))
        options[item.name] = value
    return with_options(config, options)


def with_command(arguments: list[str]) -> list[str]:
    """The arguments with ``check`` put first when they begin with no command."""
    if arguments and (arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "--version")):
        return arguments
    return ["check", *arguments]
