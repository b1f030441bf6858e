"""# syntax-error (TFS901)

## What it does

Reports a file that cannot be read or parsed, as Python 3 or as Python 2.

## Why it matters

Nothing in such a file was checked. A linter that says nothing about it would look as if all were well.

## Example

```python
import tensorflow as tf

with tf.variable_scope("layer"  # TFS901
```

## Use instead

```python
import tensorflow as tf

with tf.variable_scope("layer"):
    w = tf.get_variable("w", [1])
```

## When it stays silent

As a flake8 plugin: flake8 reports E999 itself and does not ask plugins about such a file.
"""

from __future__ import annotations

from collections.abc import Iterator

from scopelint.diagnostic import Certainty, Diagnostic
from scopelint.rules.evidence import given_up
from scopelint.trace import Trace

CODE = "TFS901"
NAME = "syntax-error"


def check(trace: Trace) -> Iterator[Diagnostic]:
    for event in given_up(trace, CODE):
        yield Diagnostic(CODE, NAME, Certainty.CERTAIN, event.what, event.context.place)
