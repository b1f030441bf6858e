"""# dtype-mismatch (TFS104)

## What it does

Finds a `tf.get_variable` call that shares an existing variable but asks for another dtype.

## Why it matters

TensorFlow raises `ValueError: Trying to share variable ..., but specified dtype ... and found dtype ...`.

## Example

```python
import tensorflow as tf

with tf.variable_scope("counter"):
    tf.get_variable("steps", [], dtype=tf.int64, initializer=tf.zeros_initializer())

with tf.variable_scope("counter", reuse=True):
    tf.get_variable("steps", [])  # TFS104
```

## Use instead

Ask for the dtype the variable has; without one, `get_variable` asks for the scope's, which is float32 by default:

```python
import tensorflow as tf

with tf.variable_scope("counter"):
    tf.get_variable("steps", [], dtype=tf.int64, initializer=tf.zeros_initializer())

with tf.variable_scope("counter", reuse=True):
    tf.get_variable("steps", [], dtype=tf.int64)
```

## When it stays silent

Where either dtype is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from scopelint.diagnostic import Diagnostic
from scopelint.rules.evidence import failure, failures, made_notes
from scopelint.trace import Trace

CODE = "TFS104"
NAME = "dtype-mismatch"


def check(trace: Trace) -> Iterator[Diagnostic]:
    advice = "give this call the dtype the variable was created with (dtype=...), or another name"
    for event in failures(trace, CODE):
        if "dtype ?" in event.message:  # one of the two is not known, so nothing is
            continue
        yield failure(trace, event, CODE, NAME, notes=made_notes(event), advice=advice)
