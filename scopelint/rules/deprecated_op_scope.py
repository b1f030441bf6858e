"""# deprecated-op-scope (TFS301)

## What it does

Finds `tf.op_scope`.

## Why it matters

`tf.op_scope` was deprecated in TensorFlow 0.12 and takes its arguments in another order than `tf.name_scope`, which
replaces it: swapping them silently gives other names.

## Example

```python
import tensorflow as tf

x = tf.constant(1.0)
with tf.op_scope([x], None, "double"):  # TFS301
    y = x + x
```

## Use instead

```python
import tensorflow as tf

x = tf.constant(1.0)
with tf.name_scope(None, "double", [x]):
    y = x + x
```

## When it stays silent

In a version that has no `tf.op_scope`: the call raises there, which is another matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from scopelint.diagnostic import Diagnostic
from scopelint.rules.evidence import deprecated
from scopelint.trace import Trace

CODE = "TFS301"
NAME = "deprecated-op-scope"


def check(trace: Trace) -> Iterator[Diagnostic]:
    return deprecated(
        trace,
        "op_scope",
        CODE,
        NAME,
        message="tf.op_scope(values, name, default_name) is deprecated",
        advice="use tf.name_scope(name, default_name, values)",
    )
