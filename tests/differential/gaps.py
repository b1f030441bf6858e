"""Notes which of the recorded random programs scopelint does not yet follow: ``python tests/differential/gaps.py``."""

from __future__ import annotations

import json

from comparing import VERSIONS
from test_tensorflow import KNOWN, found, read

if __name__ == "__main__":
    gaps = {}
    for version in VERSIONS:
        compared = [found(str(one["program"]), one, version) for one in read(version)]
        gaps[version] = {str(number): unlike.what for number, unlike in enumerate(compared) if unlike is not None}
    KNOWN.write_text(json.dumps(gaps, indent=1) + "\n", encoding="utf-8")
