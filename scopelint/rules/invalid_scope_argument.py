"""# invalid-scope-argument (TFS107)

## What it does

Finds arguments that `variable_scope` and its relatives refuse: no name and no default name, reuse without a name, an
argument of the wrong type, `reuse_variables()` where it is not allowed.

## Why it matters

TensorFlow raises a `ValueError` or `TypeError` when the scope is opened, and says little about which of the many
arguments it means. Often two were swapped, or `reuse` is a tensor or a string.

## Example

```python
import tensorflow as tf

def network(x, scope=None):
    with tf.variable_scope(scope):  # TFS107
        return tf.get_variable("w", [4])

network(tf.zeros([4]))
```

## Use instead

Give a name to fall back on:

```python
import tensorflow as tf

def network(x, scope=None):
    with tf.variable_scope(scope, default_name="network"):
        return tf.get_variable("w", [4])

network(tf.zeros([4]))
```

## When it stays silent

Where the argument is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

from scopelint.diagnostic import Diagnostic
from scopelint.rules.evidence import failure, failures
from scopelint.trace import Trace

CODE = "TFS107"
NAME = "invalid-scope-argument"


def check(trace: Trace) -> Iterator[Diagnostic]:
    for event in failures(trace, CODE):
        yield failure(trace, event, CODE, NAME, advice=_advice(event.message))


def _advice(message: str) -> str:
    if "default_name" in message:
        return "give the scope a name, or a default_name to fall back on"
    if "reuse" in message and "default" not in message:
        return "reuse is True, False, None or tf.AUTO_REUSE, and needs the name of the scope that is reused"
    return "see the signature: variable_scope(name_or_scope, default_name=None, values=None, ..., reuse=None)"
