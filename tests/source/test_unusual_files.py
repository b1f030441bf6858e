"""Files that are none: pipes, and folders that are links."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scopelint.source.finder import walk
from scopelint.source.text import SourceError, read_bytes


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.py"
    os.mkfifo(pipe)
    with pytest.raises(SourceError, match="not a regular file"):
        read_bytes(pipe)


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "outside.py").write_text("")
    (inner / "module.py").write_text("")
    (inner / "up").symlink_to("..")
    assert [os.path.basename(p) for p in walk([inner])] == ["module.py"]
