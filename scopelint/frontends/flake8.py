"""The flake8 plugin. It imports nothing of flake8, and the analyser only for a text that mentions TensorFlow.

The answer for a file depends on its text as flake8 hands it over, the project's files on disk and the options; never on
which other files the same process looked at. Nothing is ever raised into flake8: that would end its whole run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from scopelint import __version__
from scopelint.source.gate import mentions_tensorflow

if TYPE_CHECKING:
    from scopelint.config import Config
    from scopelint.report.located import Located

Finding = tuple[int, int, str, type]


class Plugin:
    """What flake8 makes for each file. ``tree`` is asked for only because it makes flake8 call once a file."""

    name = "scopelint"
    version = __version__
    options: ClassVar[dict[str, Any]] = {}
    """What flake8's command line and configuration set, by field of Config."""

    def __init__(self, tree: object, lines: Sequence[str], filename: str) -> None:
        self._lines = lines
        self._filename = filename

    @classmethod
    def add_options(cls, option_manager: Any) -> None:
        """Options ``--scopelint-*``, made from the fields of Config that say so."""
        from scopelint.config import default_of, settings, toml_key

        for item in settings():
            if not item.metadata.get("flake8"):
                continue
            many = isinstance(default_of(item), tuple)
            extra = {"choices": item.metadata["choices"]} if item.metadata.get("choices") else {}
            option_manager.add_option(
                f"--scopelint-{toml_key(item)}",
                parse_from_config=True,
                comma_separated_list=many,
                normalize_paths=bool(item.metadata.get("paths")),
                help=item.metadata["doc"].replace("%", "%%"),
                **extra,
            )

    @classmethod
    def parse_options(cls, options: Any) -> None:
        """Keep what was set; a worker that is spawned calls this again."""
        from scopelint.config import placed, settings

        cls.options = {}
        for item in settings():
            value = getattr(options, f"scopelint_{item.name}", None)
            if value:
                # Without a slash flake8 leaves a path as it is: relative to where flake8 was started.
                cls.options[item.name] = value if type(value) is str else placed(item, tuple(value), os.getcwd())

    def run(self) -> Iterator[Finding]:
        """The findings in this file: line from 1, column from 0 in code points, text."""
        try:
            text = "".join(self._lines)
            if not mentions_tensorflow(text.encode(errors="replace")):
                return
            found = self._check(text)
        except Exception as error:
            message = str(error).partition("\n")[0][:200]
            found = [(1, 0, f"TFS902 internal error: {type(error).__name__}: {message}", Plugin)]
        yield from found

    def _check(self, text: str) -> list[Finding]:
        from scopelint.api import check_text
        from scopelint.config import ConfigError

        try:
            outcome = check_text(text, self._filename, self._config())
        except ConfigError as error:
            return [(1, 0, f"TFS902 wrong configuration: {error}", Plugin)]
        found = [self._finding(item, outcome.files) for item in outcome.report.findings]
        return found + [(1, 0, f"TFS902 {error}", Plugin) for error in outcome.errors]

    def _config(self) -> Config:
        """The project's configuration; flake8's own options win. What to report is flake8's choice, not ours."""
        from pathlib import Path

        from scopelint.config import load, with_options

        config, _ = load(Path(os.path.abspath(self._filename)).parent)
        return with_options(config, {**self.options, "select": ("TFS",), "ignore": ()})

    def _finding(self, item: Located, files: Any) -> Finding:
        """A finding at the end that lies in this file; its other end is told in the text."""
        own = os.path.abspath(self._filename)
        finding = item.diagnostic
        span = item.span
        text = f"{finding.code} {finding.message}"
        if finding.place.file != own:
            text += f" (at {item.file}:{span.line})"
            here = [note for note in item.notes if note.path == own]
            # The call that led there, not the one that came first and was right.
            here.sort(key=lambda note: note.message.startswith("first"))
            span = here[0].span if here else span
        first = next((note for note in item.notes if "created" in note.message), None)
        if first is not None and finding.place.file == own:
            where = f"line {first.span.line}" if first.path == own else f"{first.file}:{first.span.line}"
            text += f" ({first.message.removesuffix(' here')} at {where})"
        return span.line, span.column - 1, text, Plugin
