"""# undefined-shape (TFS106)

## What it does

Finds a new variable that has neither a fully defined shape nor an initializer that gives it one.

## Why it matters

TensorFlow raises `ValueError: Shape of a new variable (...) must be fully defined`, or says that the initializer is not
a constant. A dimension that is only known when a session runs, such as the batch size, cannot be part of a weight.

## Example

```python
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, None])
w = tf.get_variable("w", [x.shape[1], 10])  # TFS106
```

## Use instead

Give the placeholder the dimension the weight depends on:

```python
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 784])
w = tf.get_variable("w", [x.shape[1], 10])
```

## When it stays silent

Where an existing variable is shared: no shape is needed then. A shape of which nothing at all is known, not even its
rank, is a possible finding: it may be unknown to the analysis, not to TensorFlow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scopelint.diagnostic import Certainty, Diagnostic
from scopelint.rules.evidence import failure, failures
from scopelint.trace import Trace

CODE = "TFS106"
NAME = "undefined-shape"


def check(trace: Trace) -> Iterator[Diagnostic]:
    advice = "give every dimension of the variable a number, or an initializer that is a constant"
    for event in failures(trace, CODE):
        found = failure(trace, event, CODE, NAME, advice=advice)
        # A shape nothing is known of is more often unknown to the analysis than to TensorFlow.
        yield replace(found, certainty=Certainty.POSSIBLE) if "<unknown>" in event.message else found
