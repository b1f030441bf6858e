"""The tests of this folder run programs as those of ``tests/differential`` do."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "differential"))
