"""``check`` of a project against bare parsing of the same files: ``project.py FOLDER [TIMES]``."""

from __future__ import annotations

import os
import sys
import tempfile

import libcst
from measuring import cpu_of, median, python_files, show

from scopelint.api import check_files
from scopelint.config import Config
from scopelint.project import lowerer, results
from scopelint.source.text import Source, SourceError
from scopelint.syntax.deep import run_deep


def parse_all(texts: list[str]) -> None:
    for text in texts:
        try:
            libcst.parse_module(text)
        except libcst.ParserSyntaxError:
            continue


def main(folder: str, times: int) -> None:
    files = python_files(folder)
    texts = []
    for path in files:
        try:
            texts.append(Source.from_bytes(str(path), path.read_bytes()).text)
        except SourceError:
            continue
    names = [str(path) for path in files]
    lines = sum(text.count("\n") for text in texts)
    print(f"{len(texts)} files, {lines} lines")  # noqa: T201
    parse = median(lambda: cpu_of(lambda: run_deep(lambda: parse_all(texts))), times)
    show("libcst.parse_module", parse, parse, "itself")

    def cold() -> float:
        with tempfile.TemporaryDirectory() as cache:
            os.environ["SCOPELINT_CACHE_DIR"] = cache
            lowerer.cache_clear()
            results.cache_clear()
            return cpu_of(lambda: check_files(names, Config()))

    show("check, cold", median(cold, times), parse, "the parse")
    with tempfile.TemporaryDirectory() as cache:
        os.environ["SCOPELINT_CACHE_DIR"] = cache
        lowerer.cache_clear()
        results.cache_clear()
        check_files(names, Config())

        def warm() -> float:
            lowerer.cache_clear()
            results.cache_clear()
            return cpu_of(lambda: check_files(names, Config()))

        show("check, warm", median(warm, times), parse, "the parse")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3)
