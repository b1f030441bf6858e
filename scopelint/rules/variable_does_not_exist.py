"""# variable-does-not-exist (TFS102)

## What it does

Finds a `tf.get_variable` call under `reuse=True` for a name that `tf.get_variable` has not created in this graph.

## Why it matters

TensorFlow raises `ValueError: Variable ... does not exist, or was not created with tf.get_variable()`. Either the first
use already reuses, or the second use asks under another name or in another scope than the first. Variables made with
`tf.Variable` do not count: the store of `get_variable` does not know them.

## Example

```python
import tensorflow as tf

with tf.variable_scope("encoder"):
    tf.get_variable("kernel", [8, 8])

with tf.variable_scope("encoder", reuse=True):
    tf.get_variable("kernal", [8, 8])  # TFS102
```

## Use instead

Ask for the name that was created, in the scope it was created in:

```python
import tensorflow as tf

with tf.variable_scope("encoder"):
    tf.get_variable("kernel", [8, 8])

with tf.variable_scope("encoder", reuse=True):
    tf.get_variable("kernel", [8, 8])
```

## When it stays silent

Under `reuse=tf.AUTO_REUSE`, which creates what is missing; where the program catches the error itself to find out
whether a variable exists.
"""

from __future__ import annotations

from collections.abc import Iterator

from scopelint.diagnostic import Diagnostic, Note
from scopelint.rules.evidence import by_mistake, cause_of, failure, failures, made_before, variable_scope_of
from scopelint.trace import Failed, Trace, VariableMade

CODE = "TFS102"
NAME = "variable-does-not-exist"


def check(trace: Trace) -> Iterator[Diagnostic]:
    explained = {id(event): _explain(trace, event) for event in failures(trace, CODE)}

    def cause(event: Failed) -> object:
        near, _ = explained[id(event)]
        return cause_of(event) if near is None else None  # two misspelled names are two mistakes

    for event, others in by_mistake(trace, failures(trace, CODE), cause):
        near, advice = explained[id(event)]
        notes = [Note(f"'{near.stored or near.name}' was created here", near.context.place)] if near else []
        yield failure(trace, event, CODE, NAME, notes=notes, others=others, advice=advice)


def _explain(trace: Trace, event: Failed) -> tuple[VariableMade | None, str]:
    """The variable that was meant, if one is near, and what to do."""
    wanted = event.variable or ""
    made = [v for v in made_before(trace, event) if wanted]
    for variable in made:
        if variable.stored is None and variable.name == wanted:
            return variable, f"'{wanted}' was made with tf.Variable, which get_variable cannot share: make it with it"
    stored = {v.stored: v for v in made if v.stored}
    for key, variable in stored.items():
        if key.endswith("/" + wanted) or wanted.endswith("/" + key):
            return variable, f"{_outside(wanted, key)}; to create it on first use, use reuse=tf.AUTO_REUSE"
    near = _nearest(wanted, stored)
    if near is not None:
        return stored[near], f"did you mean '{near}'?"
    return None, _first_use(event)


def _outside(wanted: str, key: str) -> str:
    if key.endswith("/" + wanted):
        return f"this call is outside scope '{key.removesuffix('/' + wanted)}', in which the variable was created"
    return f"this call is inside scope '{wanted.removesuffix('/' + key)}', in which the variable was not created"


def _nearest(wanted: str, known: dict[str, VariableMade]) -> str | None:
    import difflib  # late: only when there is something to explain

    found = difflib.get_close_matches(wanted, list(known)[-2000:], 1, 0.85)
    return found[0] if found else None


def _first_use(event: Failed) -> str:
    scope = variable_scope_of(event.context)
    where = f"scope '{scope.name}'" if scope is not None and scope.name else "the scope"
    return (
        f"{where} has reuse on, so nothing new can be created in it: create the variable first without reuse, "
        "or open the scope with reuse=tf.AUTO_REUSE"
    )
