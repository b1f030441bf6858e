"""# variable-already-exists (TFS101)

## What it does

Finds a `tf.get_variable` call that would create a variable whose name already exists, in a scope that does not reuse.

## Why it matters

TensorFlow raises `ValueError: Variable ... already exists, disallowed` while the graph is built. The usual cause is a
function that builds the same layers twice in one graph: once for training and once for evaluation, once per tower, once
per call of a server, or the same notebook cell run again.

## Example

```python
import tensorflow as tf

def layer(x):
    with tf.variable_scope("layer"):
        w = tf.get_variable("w", [4, 4])  # TFS101
    return tf.matmul(x, w)

x = tf.placeholder(tf.float32, [None, 4])
layer(layer(x))
```

## Use instead

To share the variable, let the scope reuse it (from 1.4):

```python
import tensorflow as tf

def layer(x):
    with tf.variable_scope("layer", reuse=tf.AUTO_REUSE):
        w = tf.get_variable("w", [4, 4])
    return tf.matmul(x, w)

x = tf.placeholder(tf.float32, [None, 4])
layer(layer(x))
```

For two variables, give each call a scope of its own:

```python
import tensorflow as tf

def layer(x, name):
    with tf.variable_scope(name):
        w = tf.get_variable("w", [4, 4])
    return tf.matmul(x, w)

x = tf.placeholder(tf.float32, [None, 4])
layer(layer(x, "first"), "second")
```

## When it stays silent

Inside a scope with `reuse=tf.AUTO_REUSE` or `reuse=True`; in another graph; where the program catches the error itself.
In a loop whose length is not known the finding is a likely one, and its message says "if the loop runs more than once".
"""

from __future__ import annotations

from collections.abc import Iterator

from scopelint.diagnostic import Diagnostic
from scopelint.rules.evidence import by_mistake, cause_of, failure, failures, has_auto_reuse, made_notes
from scopelint.trace import Failed, Trace

CODE = "TFS101"
NAME = "variable-already-exists"


def check(trace: Trace) -> Iterator[Diagnostic]:
    for event, others in by_mistake(trace, failures(trace, CODE), cause_of):
        yield failure(trace, event, CODE, NAME, notes=made_notes(event), others=others, advice=_advice(event))


def _advice(event: Failed) -> str:
    share = "reuse=tf.AUTO_REUSE" if has_auto_reuse(event.message) else "reuse=True the second time"
    again = event.made is not None and event.made.place == event.context.place
    if again:
        return (
            f"this call runs more than once in one graph: to share the variable open its scope with {share}; "
            "for separate variables open a differently named scope for each call; "
            "to build a second model from scratch use a new tf.Graph() or tf.reset_default_graph()"
        )
    return f"to share the variable open its scope with {share}; for a separate variable choose another name"
