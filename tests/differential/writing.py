"""Writes a random program: what choices it is made of, its lines, and the names it may use so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any, NamedTuple, Protocol, TypeVar

T = TypeVar("T")

VERSIONS = ("0.12", "1.0", "1.4", "1.8", "1.13", "1.15", "2.15")

PRELUDE = """\
import tensorflow as tf
def told(e):
    print(type(e).__name__, str(e).split("\\n")[0])
"""


class Choices(Protocol):
    """Where decisions come from: hypothesis, or a seeded generator."""

    def of(self, options: Sequence[T]) -> T:
        """One of some options; the first is the simplest."""
        ...

    def chance(self, percent: int) -> bool:
        """Whether to do something that is done so often."""
        ...


class Drawn:
    """Choices that hypothesis makes, so that it can make a failing program smaller."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self._draw = draw

    def of(self, options: Sequence[T]) -> T:
        from hypothesis import strategies as st

        chosen: T = self._draw(st.sampled_from(options))
        return chosen

    def chance(self, percent: int) -> bool:
        from hypothesis import strategies as st

        return bool(self._draw(st.integers(0, 99)) >= 100 - percent)


class Seeded:
    """Choices of a seeded generator: quick, and the same for a seed whatever the version of hypothesis."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def of(self, options: Sequence[T]) -> T:
        return self._random.choice(options)

    def chance(self, percent: int) -> bool:
        return self._random.random() * 100 < percent


class Statement(NamedTuple):
    """One kind of statement, and how often it is written."""

    write: Callable[[Program], None]
    weight: int
    since: str = "0.12"
    until: str = "2.15"


class Program:
    """A program while it is written.

    ``known`` holds, by kind, the expressions that later statements may use: ``matrix`` (a float tensor or variable of
    shape [2, 2]), ``variable``, ``scope``, ``prefix`` (a name scope's text), ``layer``, ``function`` ...
    """

    def __init__(self, choices: Choices, version: str, statements: Sequence[Statement], size: int) -> None:
        self.choices = choices
        self.version = version
        self.of = choices.of
        self.chance = choices.chance
        self.lines: list[str] = []
        self.known: dict[str, list[str]] = {}
        self.helpers: dict[str, str] = {}
        self.left = size
        self.depth = 0
        self.in_function = False
        """Inside of a function that TensorFlow calls: what is made there must not leave it."""
        self._indent = 0
        self._names = 0
        self._table = [s for s in statements if self.has(s.since) and not self._past(s.until) for _ in range(s.weight)]

    # Versions.

    def has(self, since: str) -> bool:
        """Whether the program's version is this one or newer."""
        return VERSIONS.index(self.version) >= VERSIONS.index(since)

    def _past(self, until: str) -> bool:
        return VERSIONS.index(self.version) > VERSIONS.index(until)

    # Lines.

    def line(self, text: str) -> None:
        self.lines.append("    " * self._indent + text)

    @contextmanager
    def indented(self) -> Iterator[None]:
        self._indent += 1
        self.depth += 1
        yield
        self._indent -= 1
        self.depth -= 1

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """What becomes known inside is not known afterwards."""
        before = {kind: list(names) for kind, names in self.known.items()}
        yield
        self.known = before

    def fresh(self, letter: str) -> str:
        """A new Python name."""
        self._names += 1
        return f"{letter}{self._names}"

    def learn(self, kind: str, expression: str) -> str:
        self.known.setdefault(kind, []).append(expression)
        return expression

    def some(self, kind: str) -> str | None:
        """A known expression of this kind, rather a late one; None when there is none."""
        names = self.known.get(kind)
        return self.of(names[-4:][::-1]) if names else None

    def helper(self, name: str, text: str) -> str:
        """A function that stands at the top of the program; its name."""
        self.helpers[name] = text
        return name

    def tell(self, text: str, percent: int = 60) -> None:
        if self.chance(percent):
            self.line(f"print({text})")

    # Statements.

    def statement(self) -> None:
        self.left -= 1
        write = self.of(self._table).write
        if self.chance(25):
            self.guarded(lambda: write(self))
        else:
            write(self)

    def guarded(self, write: Callable[[], None]) -> None:
        """A statement whose errors are told and survived. What it makes may not be there afterwards."""
        self.line("try:")
        before = len(self.lines)
        with self.indented(), self.forgetting():
            write()
            if len(self.lines) == before:
                self.line("pass")
        self.line(f"except {self.of(['Exception', 'ValueError', '(ValueError, TypeError)'])} as e:")
        with self.indented():
            self.line("told(e)")

    def block(self, least: int = 1, most: int = 4) -> None:
        """An indented block."""
        with self.indented():
            self.body(least, most)

    def body(self, least: int = 1, most: int = 4) -> None:
        count = self.of(range(least, most + 1))
        before = len(self.lines)
        for _ in range(count):
            if self.left <= 0 or self.depth > 5:
                break
            self.statement()
        if len(self.lines) == before:
            self.line(f"print({self.simple()})")

    def simple(self) -> str:
        """Something that can always be printed."""
        return self.of(["tf.get_variable_scope().name", "tf.no_op().name", "tf.get_variable_scope().reuse"])

    def text(self) -> str:
        helpers = "".join(self.helpers.values())
        return PRELUDE + helpers + "\n".join(self.lines) + "\n"
