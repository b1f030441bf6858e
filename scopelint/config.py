"""What a user can set: `Config`, each field with its name, type, default and explanation, once.

The command line's options, flake8's options and the configuration page derive from the fields; `load` reads the same
fields from the nearest ``scopelint.toml`` or ``pyproject.toml`` upward. Every mistake is a ConfigError of one line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

PROJECT_FILES = ("scopelint.toml", "pyproject.toml")


class ConfigError(Exception):
    """Something the user set is wrong. The text is one line, fit for a reader."""


def setting(default: Any, doc: str, *, flag: str, **more: Any) -> Any:
    """A field of Config. ``more``: ``metavar``, ``choices``, ``flake8`` (an option of the plugin too),
    ``toml`` (False: on the command line only), ``paths`` (relative to the file that sets it, but for ``words``),
    ``check``."""
    return field(default=default, metadata={"doc": doc, "flag": flag, **more})


def _check_version(value: str) -> str | None:
    return None if re.fullmatch(r"\d+(\.\d+)*", value) else "is no version such as 1.15"


def _check_codes(value: tuple[str, ...]) -> str | None:
    wrong = [code for code in value if not re.fullmatch(r"TFS\d{0,3}", code)]
    return f"holds {wrong[0]!r}, which is no code or beginning of one, such as TFS101 or TFS1" if wrong else None


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one run."""

    tf: str = setting(
        "1.15",
        "The TensorFlow version the code is for. Names and errors follow it; another version is taken as the newest "
        "of 0.12, 1.0, 1.4, 1.8, 1.13, 1.15 and 2.15 that is not newer.",
        flag="--tf",
        metavar="VERSION",
        flake8=True,
        check=_check_version,
    )
    roots: tuple[str, ...] = setting(
        (),
        "Folders in which imports are looked up. Without any: the folder of the nearest pyproject.toml or git "
        "repository, and its src.",
        flag="--root",
        metavar="DIR",
        flake8=True,
        paths=True,
    )
    site_packages: tuple[str, ...] = setting(
        ("auto",),
        "Where installed packages lie whose source is read when scopelint has no model of them: folders of virtual "
        "environments or of packages. `auto` is the project's virtual environment (.venv, venv, env), else the active "
        "one, else that of the Python that scopelint runs in; `none` reads no installed package.",
        flag="--site-packages",
        metavar="WHERE",
        flake8=True,
        paths=True,
        words=("auto", "none"),
    )
    select: tuple[str, ...] = setting(
        ("TFS",),
        "Codes to report, or beginnings of codes.",
        flag="--select",
        metavar="CODES",
        check=_check_codes,
    )
    extend_select: tuple[str, ...] = setting(
        (),
        "Codes to report in addition, also where `ignore` holds them.",
        flag="--extend-select",
        metavar="CODES",
        check=_check_codes,
    )
    ignore: tuple[str, ...] = setting(
        (),
        "Codes not to report; the longer of two beginnings that fit a code decides.",
        flag="--ignore",
        metavar="CODES",
        check=_check_codes,
    )
    certainty: str = setting(
        "likely",
        "Report findings at least this sure. Certain ones happen in every run that gets there, likely ones need one "
        "plain assumption, which the message tells.",
        flag="--certainty",
        choices=("certain", "likely", "possible"),
        flake8=True,
    )
    exclude: tuple[str, ...] = setting(
        (),
        "Names of folders and files to leave out when a folder is searched, in addition to version control, caches, "
        "virtual environments, build, dist and node_modules.",
        flag="--exclude",
        metavar="NAMES",
    )
    argv: tuple[str, ...] = setting(
        (),
        "Command-line arguments the analysed program is run with (one text, split at blanks, on the command line).",
        flag="--argv",
        metavar="ARGUMENTS",
        blanks=True,
    )
    cache: bool = setting(
        True,
        "Keep findings and lowered code in the user's cache directory between runs.",
        flag="--no-cache",
    )

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            choices = item.metadata.get("choices")
            if choices and value not in choices:
                raise ConfigError(f"{toml_key(item)} must be one of {', '.join(choices)}, not {value!r}")
            check = item.metadata.get("check")
            complaint = check(value) if check else None
            if complaint:
                raise ConfigError(f"{toml_key(item)} {complaint}: {_shown(value)}")


_CHOOSING = frozenset({"select", "extend_select", "ignore", "certainty", "exclude", "cache"})


def deciding(config: Config) -> tuple[object, ...]:
    """The settings that decide what is found in a file; the others choose files, and which findings are reported."""
    return tuple(getattr(config, item.name) for item in fields(config) if item.name not in _CHOOSING)


def settings() -> Iterator[Field[Any]]:
    """The fields of Config, in order."""
    return iter(fields(Config))


def toml_key(item: Field[Any]) -> str:
    """The field's key in a configuration file."""
    return item.name.replace("_", "-")


def default_of(item: Field[Any]) -> Any:
    return None if item.default is MISSING else item.default


def load(start: Path) -> tuple[Config, Path | None]:
    """The configuration in force for files in the folder ``start``, and the file that sets it.

    The nearest folder upward with a ``scopelint.toml``, or a ``pyproject.toml`` with a ``[tool.scopelint]`` table,
    decides alone. Raises ConfigError.
    """
    for folder in (start, *start.parents):
        for name in PROJECT_FILES:
            path = folder / name
            table = _read_table(path)
            if table is not None:
                return _from_table(table, path), path
    return Config(), None


def with_options(config: Config, options: Mapping[str, Any]) -> Config:
    """The configuration with what the command line set. Raises ConfigError."""
    given = {name: value for name, value in options.items() if value is not None}
    return replace(config, **given) if given else config


def _read_table(path: Path) -> dict[str, Any] | None:
    """The settings in a file; None when it has none."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    if path.name == "pyproject.toml" and b"scopelint" not in data:
        return None
    import tomllib  # late: most folders have no settings of ours, and importing it costs as much as bare Python

    try:
        table: Any = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    if path.name == "scopelint.toml":
        return table  # type: ignore[no-any-return]
    tool = table.get("tool")
    table = tool.get("scopelint") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.scopelint must be a table")
    return table


def _from_table(table: dict[str, Any], path: Path) -> Config:
    known = {toml_key(item): item for item in settings()}
    values: dict[str, Any] = {}
    for key, value in table.items():
        item = known.get(key.replace("_", "-"))
        if item is None:
            raise ConfigError(f"{path}: unknown key {key!r}{did_you_mean(key, known)}")
        values[item.name] = _converted(item, value, path)
    try:
        return Config(**values)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def did_you_mean(word: str, known: Mapping[str, Any]) -> str:
    """The words "; did you mean ...?" for the nearest known word, or the list of all when none is near."""
    import difflib

    near = difflib.get_close_matches(word, known, 1)
    return f"; did you mean {near[0]!r}?" if near else f" (known: {', '.join(known)})"


def placed(item: Field[Any], parts: tuple[str, ...], folder: str) -> tuple[str, ...]:
    """The parts of a setting, those that are paths from ``folder`` on."""
    if not item.metadata.get("paths"):
        return parts
    words = item.metadata.get("words", ())
    return tuple(part if part in words else os.path.join(folder, part) for part in parts)


def _converted(item: Field[Any], value: Any, path: Path) -> Any:
    """A value from TOML as the field's type."""
    default = default_of(item)
    if isinstance(default, tuple):
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise ConfigError(f"{path}: {toml_key(item)} must be a list of strings, not {_shown(value)}")
        return placed(item, tuple(value), str(path.parent))
    if item.name == "tf" and isinstance(value, float):
        raise ConfigError(f'{path}: tf must be a string, such as "1.15"')
    if type(value) is not type(default):
        raise ConfigError(f"{path}: {toml_key(item)} must be a {type(default).__name__}, not {_shown(value)}")
    return value


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
