"""What rules share: from an event to a diagnostic with notes that show how it came about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from scopelint.diagnostic import Certainty, Diagnostic, Note, Place
from scopelint.trace import ApiUsed, Context, Failed, GaveUp, OpenScope, Trace, VariableMade
from scopelint.values.unknown import has_hole

MOST_CALLS = 4
"""Call sites shown; a deeper chain is told by its innermost ones."""
MOST_SCOPES = 3
MOST_LIKEWISE = 3


def failures(trace: Trace, code: str) -> Iterator[Failed]:
    """The failures of this code that end something: those the program itself catches are its control flow."""
    for event in trace.events:
        if isinstance(event, Failed) and event.code == code and not event.caught:
            yield event
    for found in trace.findings:
        if found.code == code and not found.caught:
            yield found


def certainty(trace: Trace, event: Failed) -> Certainty:
    """How sure a failure is. A value the analysis does not know, shown in the message, is no proof of anything, except
    in a variable's name: there one unknown part is the same text wherever it stands."""
    name = event.variable or ""
    if has_hole(event.message.replace(name, "") if name else event.message):
        return Certainty.POSSIBLE
    if event.assumption is not None:
        return Certainty.LIKELY
    if not event.certain or any(found is event for found in trace.findings):
        return Certainty.POSSIBLE
    return Certainty.CERTAIN


def failure(
    trace: Trace,
    event: Failed,
    code: str,
    name: str,
    *,
    notes: Iterable[Note] = (),
    others: Iterable[Failed] = (),
    advice: str | None = None,
) -> Diagnostic:
    """The diagnostic of a failure: TensorFlow's own words, what led there, and what to do."""
    message = first_sentence_line(event.message)
    if event.assumption is not None:
        message = f"{message} (if {event.assumption})"
    gathered = (*notes, *scope_notes(event.context), *call_notes(event.context))
    return Diagnostic(
        code,
        name,
        certainty(trace, event),
        message,
        event.context.place,
        variable=event.variable,
        notes=without_repeats(gathered) + tuple(likewise_notes(event, others)),
        help=advice,
    )


def by_mistake(
    trace: Trace, events: Iterable[Failed], cause: Callable[[Failed], object]
) -> list[tuple[Failed, list[Failed]]]:
    """The first failure of each cause, and those that follow from it: one mistake is one finding. What is no more than
    possible never stands for what is sure; a cause of None is each failure's own."""
    first: dict[object, tuple[Failed, list[Failed]]] = {}
    for number, event in enumerate(events):
        key = cause(event)
        group = first.setdefault((number if key is None else key, certainty(trace, event)), (event, []))
        if group[0] is not event:
            group[1].append(event)
    return list(first.values())


def likewise_notes(first: Failed, others: Iterable[Failed]) -> Iterator[Note]:
    """The other variables that one mistake hits."""
    shown = {e.variable: e.context.place for e in reversed(list(others)) if e.variable and e.variable != first.variable}
    for variable, place in list(shown.items())[::-1][:MOST_LIKEWISE]:
        yield Note(f"the same for '{variable}'", place)


def cause_of(event: Failed) -> object:
    """What a failure comes from: the two callers that led to one creation, else the variable scope it happens in."""
    pair = None if event.made is None else _first_difference(event.made, event.context)
    if pair is not None:
        return pair
    scope = variable_scope_of(event.context)
    return (scope.name, scope.place) if scope is not None and scope.name else None


def first_sentence_line(message: str) -> str:
    """The first line of TensorFlow's text, without the words that announce a stack trace."""
    return message.split("\n", 1)[0].removesuffix("Originally defined at:").rstrip()


def scope_notes(context: Context) -> Iterator[Note]:
    """The variable scopes that were open, innermost first."""
    shown = [s for s in reversed(context.scopes) if s.kind == "variable_scope" and s.place is not None and s.name]
    for scope in shown[:MOST_SCOPES]:
        assert scope.place is not None
        yield Note(f"scope '{scope.name}' opened here (reuse={scope.reuse})", scope.place)


def call_notes(context: Context) -> Iterator[Note]:
    """The calls that led there, innermost first."""
    for place in list(reversed(context.calls))[:MOST_CALLS]:
        yield Note("called from here", place)


def made_notes(event: Failed) -> Iterator[Note]:
    """Where the variable was first made; if by this same call, the two callers that led to it."""
    made, now = event.made, event.context
    if made is None:
        return
    if made.place != now.place:
        yield Note("first created here", made.place)
    first = _first_difference(made, now)
    if first is not None:
        if made.place == now.place:
            yield Note("first created by the call here", first[0])
        yield Note("created again by the call here" if made.place == now.place else "this time called here", first[1])


def _first_difference(made: Context, now: Context) -> tuple[Place, Place] | None:
    """The outermost call sites, of one function, where the ways to two events part."""
    for before, after in zip(made.calls, now.calls, strict=False):
        if before != after:
            return (before, after) if before.file == after.file else None
    return None


def without_repeats(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes, each place once: its first note says most."""
    seen: set[Place] = set()
    kept = []
    for note in notes:
        if note.place not in seen:
            seen.add(note.place)
            kept.append(note)
    return tuple(kept)


def has_auto_reuse(message: str) -> bool:
    """Whether the version that speaks knows tf.AUTO_REUSE (from 1.4): its own message offers it."""
    return "AUTO_REUSE" in message


def variable_scope_of(context: Context) -> OpenScope | None:
    """The innermost variable scope that was open."""
    return next((s for s in reversed(context.scopes) if s.kind == "variable_scope"), None)


def made_before(trace: Trace, event: Failed) -> Iterator[VariableMade]:
    """The variables made before a failure."""
    for other in trace.events:
        if other is event:
            return
        if isinstance(other, VariableMade):
            yield other


def deprecated(trace: Trace, api: str, code: str, name: str, *, message: str, advice: str) -> Iterator[Diagnostic]:
    """A finding at each place that uses this API."""
    for event in trace.events:
        if isinstance(event, ApiUsed) and event.name.rpartition(".")[2] == api:
            sure = Certainty.CERTAIN if event.certain else Certainty.POSSIBLE
            yield Diagnostic(code, name, sure, message, event.context.place, help=advice)


def given_up(trace: Trace, code: str) -> Iterator[GaveUp]:
    """The points where the analysis itself ended, for the reason this code stands for."""
    for event in trace.events:
        if isinstance(event, GaveUp) and event.code == code:
            yield event
