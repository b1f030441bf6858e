"""# analysis-stopped (TFS902)

## What it does

Tells where the analysis stopped because a limit was reached; what follows there was not checked.

## Why it matters

scopelint runs the program symbolically, and every run has a budget of steps, so that it always ends. Silence after that
point does not mean that all is well.

## Example

```python
import tensorflow as tf

def deeper(x):
    return deeper(x + 1)  # TFS902

deeper(tf.placeholder(tf.int32, []))
```

Python ends such a recursion with an exception, and nothing that follows it was checked. A program whose building takes
more steps than the budget ends with this finding too.

## Use instead

Check the parts on their own: every function that the module's own code did not reach is an entry too.

## When it stays silent

A loop that only computes and touches no graph is not a reason to stop: the rest of its turns is followed with an
unknown counter.
"""

from __future__ import annotations

from collections.abc import Iterator

from scopelint.diagnostic import Certainty, Diagnostic
from scopelint.rules.evidence import call_notes, given_up, without_repeats
from scopelint.trace import Trace

CODE = "TFS902"
NAME = "analysis-stopped"


def check(trace: Trace) -> Iterator[Diagnostic]:
    for event in given_up(trace, CODE):
        yield Diagnostic(
            CODE,
            NAME,
            Certainty.LIKELY,
            f"the analysis stopped here: {event.what}; what follows was not checked",
            event.context.place,
            notes=without_repeats(call_notes(event.context)),
        )
