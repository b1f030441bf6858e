"""# variable-under-reuse (TFS201)

## What it does

Finds a `tf.Variable` in a reusing scope that makes a new variable where an earlier one was to be shared.

## Why it matters

Only `tf.get_variable` knows reuse. `tf.Variable` always makes a new variable and quietly gives it another name, such as
`w_1` or `tower_1/w`: the two copies are trained apart, and the checkpoint holds both.

## Example

```python
import tensorflow as tf

def tower(x):
    with tf.variable_scope("tower", reuse=tf.AUTO_REUSE):
        w = tf.get_variable("w", [4, 4])
        b = tf.Variable(tf.zeros([4]), name="b")  # TFS201
        return tf.matmul(x, w) + b

x = tf.placeholder(tf.float32, [None, 4])
tower(x)
tower(x)
```

## Use instead

```python
import tensorflow as tf

def tower(x):
    with tf.variable_scope("tower", reuse=tf.AUTO_REUSE):
        w = tf.get_variable("w", [4, 4])
        b = tf.get_variable("b", [4], initializer=tf.zeros_initializer())
        return tf.matmul(x, w) + b

x = tf.placeholder(tf.float32, [None, 4])
tower(x)
tower(x)
```

## When it stays silent

Where nothing is there to be shared: the first time, or under another name. A `tf.Variable` that is made only once in a
reusing scope is a possible finding, shown when asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scopelint.diagnostic import Certainty, Diagnostic, Note
from scopelint.rules.evidence import call_notes, scope_notes, variable_scope_of, without_repeats
from scopelint.trace import OpenScope, Trace, VariableMade

CODE = "TFS201"
NAME = "variable-under-reuse"

REUSING = frozenset({"True", "AUTO_REUSE"})

Key = tuple[int, str, str]


def check(trace: Trace) -> Iterator[Diagnostic]:
    first: dict[Key, VariableMade] = {}
    for event in trace.events:
        if not isinstance(event, VariableMade):
            continue
        scope = variable_scope_of(event.context)
        if scope is None:
            continue
        key = event.graph, scope.name, _plain_leaf(event.name)
        earlier = first.setdefault(key, event)
        if event.maker == "Variable" and scope.reuse in REUSING:
            yield _finding(event, scope, None if earlier is event else earlier)


def _plain_leaf(name: str) -> str:
    """The last part of a name, without the number that made it unique."""
    return re.sub(r"_\d+$", "", name.rpartition("/")[2])


def _finding(event: VariableMade, scope: OpenScope, earlier: VariableMade | None) -> Diagnostic:
    notes = [] if earlier is None else [Note(f"'{earlier.name}' was created here", earlier.context.place)]
    known = event.exact and event.certain
    if earlier is None:
        message = f"tf.Variable ignores reuse={scope.reuse} and makes a new variable '{event.name}'"
        sure = Certainty.POSSIBLE
    else:
        message = (
            f"tf.Variable ignores reuse={scope.reuse}: it makes a new variable '{event.name}' "
            f"instead of sharing '{earlier.name}'"
        )
        same = earlier.context.place == event.context.place
        sure = (Certainty.CERTAIN if same else Certainty.LIKELY) if known else Certainty.POSSIBLE
        if same:
            notes = []
    gathered = (*notes, *scope_notes(event.context), *call_notes(event.context))
    return Diagnostic(
        CODE,
        NAME,
        sure,
        message,
        event.context.place,
        variable=event.name,
        notes=without_repeats(gathered),
        help="use tf.get_variable, which shares the variable of that name in a reusing scope",
    )
