"""# failing-name-assertion (TFS111)

## What it does

Finds an `assert` about a name, a scope or a reuse flag that cannot hold.

## Why it matters

Such assertions stand in tests and tutorials to say what a variable is called. One that cannot hold fails in every run,
or the comment it serves as is wrong.

## Example

```python
import tensorflow as tf

with tf.name_scope("layer"):
    v = tf.get_variable("v", [1])
assert v.name == "layer/v:0"  # TFS111
```

## Use instead

`get_variable` ignores name scopes:

```python
import tensorflow as tf

with tf.name_scope("layer"):
    v = tf.get_variable("v", [1])
assert v.name == "v:0"
```

## When it stays silent

About assertions on anything but names, scopes and reuse; where a part of the name is unknown; where the program expects
the failure. In a function that nothing calls the finding is a possible one: its callers may open the scope it expects.
"""

from __future__ import annotations

from collections.abc import Iterator

from scopelint.diagnostic import Certainty, Diagnostic
from scopelint.rules.evidence import call_notes, scope_notes, without_repeats
from scopelint.trace import Asserted, Trace

CODE = "TFS111"
NAME = "failing-name-assertion"


def check(trace: Trace) -> Iterator[Diagnostic]:
    for event in trace.events:
        if isinstance(event, Asserted) and event.verdict == "fails" and event.about_names:
            detail = f": {event.message}" if event.message else ""
            yield Diagnostic(
                CODE,
                NAME,
                Certainty.CERTAIN if event.certain else Certainty.POSSIBLE,
                f"this assertion about a name cannot hold{detail}",
                event.context.place,
                notes=without_repeats([*scope_notes(event.context), *call_notes(event.context)]),
            )
