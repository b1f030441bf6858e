"""# deprecated-variable-op-scope (TFS302)

## What it does

Finds `tf.variable_op_scope`.

## Why it matters

`tf.variable_op_scope` was deprecated in TensorFlow 0.12 and takes its arguments in another order than
`tf.variable_scope`, which replaces it.

## Example

```python
import tensorflow as tf

x = tf.constant(1.0)
with tf.variable_op_scope([x], None, "layer"):  # TFS302
    w = tf.get_variable("w", [])
```

## Use instead

```python
import tensorflow as tf

x = tf.constant(1.0)
with tf.variable_scope(None, "layer", [x]):
    w = tf.get_variable("w", [])
```

## When it stays silent

In a version that has no `tf.variable_op_scope`: the call raises there, which is another matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from scopelint.diagnostic import Diagnostic
from scopelint.rules.evidence import deprecated
from scopelint.trace import Trace

CODE = "TFS302"
NAME = "deprecated-variable-op-scope"


def check(trace: Trace) -> Iterator[Diagnostic]:
    return deprecated(
        trace,
        "variable_op_scope",
        CODE,
        NAME,
        message="tf.variable_op_scope(values, name_or_scope, default_name, ...) is deprecated",
        advice="use tf.variable_scope(name_or_scope, default_name, values, ...)",
    )
