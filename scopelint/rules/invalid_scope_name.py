"""# invalid-scope-name (TFS105)

## What it does

Finds a name for a scope or an op that TensorFlow refuses.

## Why it matters

TensorFlow raises `ValueError: '...' is not a valid scope name`. Names of ops begin with a letter, a digit or a dot;
after that, and in scopes below another, letters, digits and `_ . - /` are allowed. Blanks, colons and brackets are not.
The names of tensors end in `:0`, so `tensor.name` is not a name for a scope.

## Example

```python
import tensorflow as tf

x = tf.placeholder(tf.float32, [], name="x")
with tf.name_scope("my layer"):  # TFS105
    tf.identity(x)
```

## Use instead

```python
import tensorflow as tf

x = tf.placeholder(tf.float32, [], name="x")
with tf.name_scope("my_layer"):
    tf.identity(x)
```

## When it stays silent

Where a part of the name that decides is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

from scopelint.diagnostic import Diagnostic
from scopelint.rules.evidence import failure, failures
from scopelint.trace import Trace

CODE = "TFS105"
NAME = "invalid-scope-name"


def check(trace: Trace) -> Iterator[Diagnostic]:
    advice = "begin with a letter, a digit or a dot, and go on with letters, digits and _ . - / only"
    for event in failures(trace, CODE):
        yield failure(trace, event, CODE, NAME, advice=advice)
