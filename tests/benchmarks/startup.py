"""What starting costs, against bare Python."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measuring import cpu_of_command, median, show

ROOT = Path(__file__).parent.parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        plain = Path(place) / "plain.py"
        plain.write_text("print(1)\n")
        model = Path(place) / "model.py"
        model.write_text("import tensorflow as tf\nv = tf.get_variable('v', [1])\n")
        environment = {"PYTHONPATH": str(ROOT), "SCOPELINT_CACHE_DIR": place}

        def run(*arguments: str) -> float:
            return cpu_of_command([sys.executable, *arguments], environment)

        for arguments in (["--version"], ["check", str(plain)], ["check", str(model)]):
            run("-m", "scopelint", *arguments)
        bare = median(lambda: run("-c", "pass"), 15)
        show("python -c pass", bare, bare, "itself")
        for what, arguments in (
            ("scopelint --version", ["--version"]),
            ("a file without TensorFlow", ["check", str(plain)]),
            ("a file of two lines with it, warm", ["check", str(model)]),
        ):
            command = ["-m", "scopelint", *arguments]
            show(what, median(lambda command=command: run(*command), 15), bare, "bare Python")  # type: ignore[misc]


if __name__ == "__main__":
    main()
