"""The byte gate: whether a file mentions TensorFlow at all. Most files are done after this, at 0.002 of a parse.

The one invariant: it may err only towards yes. A file without any of these words can neither make a variable nor open a
scope, except by calling a module that does, which is then reached from an import that the interpreter follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

WORDS = (b"tensorflow", b"tf_slim", b"keras", b"variable_scope", b"get_variable", b"name_scope")

_tf = re.compile(rb"tf(?<!\wtf)\b").search  # not \b at the front: a literal there is found ten times faster
_slim = re.compile(rb"slim(?<!\wslim)\b").search


def mentions_tensorflow(data: bytes, words: Iterable[str] = ()) -> bool:
    """Whether the bytes of a file or notebook mention TensorFlow, or one of ``words`` (names of other libraries)."""
    if any(word in data for word in WORDS) or _tf(data) is not None or _slim(data) is not None:
        return True
    return any(word.encode() in data for word in words)
