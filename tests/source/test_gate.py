"""The byte gate."""

from __future__ import annotations

import pytest

from scopelint.source.gate import mentions_tensorflow


@pytest.mark.parametrize(
    "data", [b"import tensorflow as tf", b"from tf_slim import x", b"import utils.tf as t", b"slim.conv2d()", b"keras"]
)
def test_yes(data: bytes) -> None:
    assert mentions_tensorflow(data)


@pytest.mark.parametrize("data", [b"", b"import numpy", b"tfidf", b"slimmer", b"\xff\x00"])
def test_no(data: bytes) -> None:
    assert not mentions_tensorflow(data)


def test_own_words() -> None:
    assert mentions_tensorflow(b"import mylib", ["mylib"])
    assert not mentions_tensorflow(b"import other", ["mylib"])
