"""The command line. Exit codes: 0 nothing found, 1 something found, 2 the work could not be done."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from scopelint import __version__

if TYPE_CHECKING:
    from argparse import Namespace

    from scopelint.api import Outcome
    from scopelint.config import Config
    from scopelint.report.style import Style

FOUND = 1
FAILED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; gives the exit code. Never raises, save SystemExit for --help and wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if "--version" in given[:1]:
            write(f"scopelint {__version__}\n")
            return 0
        from scopelint.frontends.quick import plain_files

        plain = plain_files(given)
        if plain:
            sys.stderr.write(f"No problems found in {plain} {'file' if plain == 1 else 'files'}.\n")
            return 0
        return _run(given)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  so that the interpreter's last flush finds no closed pipe
        return FAILED


def _run(given: list[str]) -> int:
    from scopelint.config import ConfigError
    from scopelint.frontends.options import parser, with_command

    options = parser().parse_args(with_command(given))
    commands = {"check": _check, "names": _names, "trace": _trace, "explain": _explain, "rules": _rules}
    try:
        return commands[options.command](options)
    except ConfigError as error:
        complain(str(error))
    except Exception as error:
        if os.environ.get("SCOPELINT_DEBUG") == "1":
            raise
        text = str(error).partition("\n")[0][:200]
        complain(f"internal error: {type(error).__name__}: {text}; please report it")
    return FAILED


def write(text: str) -> None:
    """Write to standard output, whatever its encoding can show."""
    out = sys.stdout
    try:
        out.write(text)
    except UnicodeEncodeError:
        encoding = out.encoding or "ascii"
        out.write(text.encode(encoding, "backslashreplace").decode(encoding))
    out.flush()


def complain(text: str) -> None:
    """One line to standard error."""
    sys.stderr.write(f"scopelint: {text}\n")


def _config(options: Namespace, path: str = ".") -> Config:
    """The configuration for a path, with what the options set."""
    from pathlib import Path

    from scopelint.config import load
    from scopelint.frontends.options import configured

    folder = path if os.path.isdir(path) else os.path.dirname(path)
    config, _ = load(Path(os.path.abspath(folder)))
    return configured(config, options)


def _style() -> Style:
    from scopelint.report.style import Style, wants_colour

    return Style(colour=wants_colour(sys.stdout))


def _end(outcome: Outcome, code: int) -> int:
    """The exit code, after telling internal errors."""
    for error in outcome.errors:
        complain(error)
    return FAILED if outcome.errors else code


def _check(options: Namespace) -> int:
    from scopelint.api import check_files, check_text

    paths = options.paths or ["."]
    if "-" in paths:
        if len(paths) > 1:
            _usage("- cannot be combined with other paths")
        name = options.stdin_filename or "<stdin>"
        outcome = check_text(_standard_input(), name, _config(options, name))
    else:
        outcome = check_files(paths, _config(options, paths[0]))
    report = outcome.report
    if options.statistics:
        from scopelint.report.text import statistics

        write(statistics(report.findings))
    elif options.format == "text":
        from scopelint.report.text import summary, write_text

        style = _style()
        write(write_text(report, outcome.lines, style))
        if not options.quiet and not outcome.errors:
            sys.stderr.write(summary(report) + "\n")
    else:
        from scopelint.report.as_json import write_finding_lines, write_findings

        write((write_findings if options.format == "json" else write_finding_lines)(report.findings))
    return _end(outcome, FOUND if report.findings and not options.exit_zero else 0)


def _standard_input() -> str:
    from scopelint.source.text import Source, SourceError

    try:
        return Source.from_bytes("<stdin>", sys.stdin.buffer.read()).text
    except SourceError as error:
        _fail(f"standard input: {error.message}")


def _names(options: Namespace) -> int:
    from scopelint.api import names_of
    from scopelint.report.names_writers import WRITERS

    outcome = names_of(options.target, _config(options, options.target.partition("::")[0]))
    form = options.format or ("tree" if sys.stdout.isatty() or os.environ.get("FORCE_COLOR") else "table")
    write(WRITERS[form](outcome.run, outcome.files, _style()))
    problems = len(outcome.run.diagnostics)
    if problems and not options.quiet:
        word = "problem" if problems == 1 else "problems"
        complain(f"{problems} {word} on the way; see scopelint check {options.target.partition('::')[0]}")
    return _end(outcome, 0)


def _trace(options: Namespace) -> int:
    from scopelint.api import require_file, trace_program
    from scopelint.report.as_json import write_run

    if options.format == "json" and len(options.programs) > 1:
        _usage("several programs need --format jsonl")
    for program in options.programs:
        require_file(program)
    code = 0
    for program in options.programs:
        outcome = trace_program(program, _config(options, program), recover=options.recover, ops=options.ops)
        write(write_run(outcome.run, outcome.files))
        code = max(code, _end(outcome, 0))
    return code


def _explain(options: Namespace) -> int:
    from scopelint.config import did_you_mean
    from scopelint.rules import rules

    known = rules()
    by_name = {rule.name: rule for rule in known.values()}
    rule = known.get(options.code.upper()) or by_name.get(options.code.lower())
    if rule is None:
        near = (
            did_you_mean(options.code.upper(), known)
            if options.code.upper().startswith("TFS")
            else (did_you_mean(options.code.lower(), by_name))
        )
        _fail(f"no rule {options.code!r}{near}")
    write(rule.page)
    return 0


def _rules(options: Namespace) -> int:
    from scopelint.rules import rules

    if options.format == "json":
        import json

        listed = [{"code": rule.code, "name": rule.name, "summary": rule.summary} for rule in rules().values()]
        write(json.dumps(listed, indent=1) + "\n")
        return 0
    for rule in rules().values():
        write(f"{rule.code}  {rule.name:<{max(len(r.name) for r in rules().values())}}  {rule.summary}\n")
    return 0


def _fail(text: str) -> NoReturn:
    from scopelint.config import ConfigError

    raise ConfigError(text)


_usage = _fail


if __name__ == "__main__":
    raise SystemExit(main())
