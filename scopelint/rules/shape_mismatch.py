"""# shape-mismatch (TFS103)

## What it does

Finds a `tf.get_variable` call that shares an existing variable but asks for another shape.

## Why it matters

TensorFlow raises `ValueError: Trying to share variable ..., but specified shape ... and found shape ...`. Often the
layers are the same and their inputs are not: a batch of another size flattened, images of another resolution.

## Example

```python
import tensorflow as tf

def project(x, units):
    with tf.variable_scope("project", reuse=tf.AUTO_REUSE):
        return tf.matmul(x, tf.get_variable("w", [x.shape[1], units]))  # TFS103

project(tf.placeholder(tf.float32, [None, 8]), 4)
project(tf.placeholder(tf.float32, [None, 16]), 4)
```

## Use instead

Share only where the shapes agree; open another scope where they do not:

```python
import tensorflow as tf

def project(x, units, name):
    with tf.variable_scope(name, reuse=tf.AUTO_REUSE):
        return tf.matmul(x, tf.get_variable("w", [x.shape[1], units]))

project(tf.placeholder(tf.float32, [None, 8]), 4, "small")
project(tf.placeholder(tf.float32, [None, 16]), 4, "large")
```

## When it stays silent

Where either shape has an unknown dimension that could fit.
"""

from __future__ import annotations

from collections.abc import Iterator

from scopelint.diagnostic import Diagnostic
from scopelint.rules.evidence import failure, failures, made_notes
from scopelint.trace import Trace

CODE = "TFS103"
NAME = "shape-mismatch"


def check(trace: Trace) -> Iterator[Diagnostic]:
    advice = "a shared variable has one shape: give both calls the same shape, or another name to the second"
    for event in failures(trace, CODE):
        yield failure(trace, event, CODE, NAME, notes=made_notes(event), advice=advice)
