"""flake8 with the plugin against flake8 alone: ``plugin.py FOLDER [TIMES]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measuring import cpu_of_command, median, show

ROOT = Path(__file__).parent.parent.parent
PLUGIN = "[flake8:local-plugins]\nextension =\n    TFS = scopelint.frontends.flake8:Plugin\n"

WITHOUT_US = """
import importlib.metadata as metadata, sys
every = metadata.distributions
metadata.distributions = lambda **kw: (d for d in every(**kw) if d.metadata["Name"] != "scopelint")
from flake8.main.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""Runs flake8 as if scopelint were not installed, so that it is the one that the configuration names, or none."""


def main(folder: str, times: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        (here / "alone.cfg").write_text("[flake8]\nmax-line-length = 999\n")
        (here / "with.cfg").write_text(PLUGIN + "[flake8]\nmax-line-length = 999\n")
        number = iter(range(1000))

        def run(config: str, cache: str) -> float:
            command = [sys.executable, "-c", WITHOUT_US, "-j1", "--config", str(here / config), folder]
            return cpu_of_command(command, {"PYTHONPATH": str(ROOT), "SCOPELINT_CACHE_DIR": str(here / cache)})

        run("with.cfg", "warm")  # bytecode of both, and the warm cache
        alone = median(lambda: run("alone.cfg", "none"), times)
        show("flake8", alone, alone, "itself")
        cold = median(lambda: run("with.cfg", f"cold{next(number)}"), times)
        show("flake8 with scopelint, cold", cold, alone, "it alone")
        warm = median(lambda: run("with.cfg", "warm"), times)
        show("flake8 with scopelint, warm", warm, alone, "it alone")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3)
