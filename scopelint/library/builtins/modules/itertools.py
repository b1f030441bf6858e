"""itertools, over iterables whose length may be unknown."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from scopelint.interp.calls import call
from scopelint.interp.iteration import HostIterator, UnknownLength, item_of, iterate
from scopelint.interp.operators import binary
from scopelint.interp.raising import fail
from scopelint.interp.truth import equal, truth
from scopelint.library.builtins import iterators
from scopelint.library.builtins.iterators import Unseen, made, sources_of, turn_maker
from scopelint.library.builtins.natives import NotKnown, Table, function, integer, items_of, make, opaque
from scopelint.library.builtins.python import python
from scopelint.values.base import MISSING, Anything
from scopelint.values.objects import Class, StaticMethod
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="itertools")


def over(
    vm: Machine, name: str, iterables: tuple[Anything, ...], build: Callable[[list[Iterator[Anything]]], Iterator[Any]]
) -> Anything:
    """An iterator over known-length sources, or one that says it does not know."""
    found = sources_of(vm, iterables)
    sources = [s for s in found if not isinstance(s, UnknownLength)]
    if len(sources) < len(found):
        return Unseen("item", lambda turn: Unknown(Kind.LOOP, "item"), name)
    return made(vm, charged(vm, build(sources)), name)


def charged(vm: Machine, items: Iterator[Any]) -> Iterator[Any]:
    """Each item costs a step: an endless iterator ends with the budget."""
    for item in items:
        vm.budget.charge(1)
        yield item


@function(NAMES)
def count(vm: Machine, start: Anything = 0, step: Anything = 1) -> Anything:
    def numbers() -> Iterator[Anything]:
        now = start
        while True:
            yield now
            now = binary(vm, "+", now, step)

    return made(vm, charged(vm, numbers()), "count")


@function(NAMES)
def repeat(vm: Machine, value: Anything, times: Anything = None) -> Anything:
    if opaque(times):
        return Unseen("item", lambda turn: value, "repeat")

    def same() -> Iterator[Anything]:
        left = None if times is None else integer(vm, times)
        while left is None or left > 0:
            left = None if left is None else left - 1
            yield value

    return made(vm, charged(vm, same()), "repeat")


@function(NAMES)
def cycle(vm: Machine, iterable: Anything, /) -> Anything:
    def again(sources: list[Iterator[Anything]]) -> Iterator[Anything]:
        seen = []
        for item in sources[0]:
            seen.append(item)
            yield item
        while seen:
            yield from seen

    return over(vm, "cycle", (iterable,), again)


def chained(vm: Machine, parts: Iterator[Anything]) -> Iterator[Anything]:
    for part in parts:
        yield from iterate(vm, part)


def new_chain(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    found = sources_of(vm, tuple(args))
    if any(isinstance(s, UnknownLength) for s in found):
        at = next(s for s in found if isinstance(s, UnknownLength))
        return Unseen(at.label, lambda turn: item_of(vm, at, turn), "chain")
    return made(vm, chained(vm, iter(args)), "chain")


def from_iterable(vm: Machine, iterable: Anything, /) -> Anything:
    try:
        return made(vm, chained(vm, iterate(vm, iterable)), "chain")
    except UnknownLength as unknown:
        return Unseen(unknown.label, lambda turn: Unknown(Kind.LOOP, "item"), "chain")


@function(NAMES)
def islice(vm: Machine, iterable: Anything, /, *bounds: Anything) -> Anything:
    numbers = [None if b is None else integer(vm, b) for b in bounds]
    start, stop, step = {1: (0, *numbers, 1), 2: (*numbers, 1)}.get(len(numbers), tuple(numbers))

    def cut(sources: list[Iterator[Anything]]) -> Iterator[Anything]:
        import itertools

        return itertools.islice(sources[0], start or 0, stop, 1 if step is None else step)

    if any(n is not None and n < 0 for n in (start, stop)):
        fail(vm, "ValueError", "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if isinstance(iterable, (HostIterator, Unseen)) or not opaque(iterable):
        return over(vm, "islice", (iterable,), cut)
    raise NotKnown


@function(NAMES, pure=False)
def starmap(vm: Machine, fn: Anything, iterable: Anything, /) -> Anything:
    return over(vm, "starmap", (iterable,), lambda s: (call(vm, fn, items_of(vm, args), {}) for args in s[0]))


def decided(vm: Machine, fn: Anything, item: Anything) -> bool:
    answer = truth(vm, item if fn is None else call(vm, fn, [item], {}))
    if answer is None:
        raise UnknownLength(Unknown(Kind.LOOP, "item"), "item")
    return answer


@function(NAMES, pure=False)
def takewhile(vm: Machine, fn: Anything, iterable: Anything, /) -> Anything:
    def taken(sources: list[Iterator[Anything]]) -> Iterator[Anything]:
        for item in sources[0]:
            if not decided(vm, fn, item):
                return
            yield item

    return over(vm, "takewhile", (iterable,), taken)


@function(NAMES, pure=False)
def dropwhile(vm: Machine, fn: Anything, iterable: Anything, /) -> Anything:
    def rest(sources: list[Iterator[Anything]]) -> Iterator[Anything]:
        dropping = True
        for item in sources[0]:
            dropping = dropping and decided(vm, fn, item)
            if not dropping:
                yield item

    return over(vm, "dropwhile", (iterable,), rest)


@function(NAMES, "filterfalse", "ifilterfalse", pure=False)
def filterfalse(vm: Machine, fn: Anything, iterable: Anything, /) -> Anything:
    return iterators.filtered(vm, fn, iterable, False, "filterfalse")


@function(NAMES, "zip_longest", "izip_longest")
def zip_longest(vm: Machine, /, *iterables: Anything, fillvalue: Anything = None) -> Anything:
    sources = sources_of(vm, iterables)
    if any(isinstance(s, UnknownLength) for s in sources):
        turn = turn_maker(vm, sources)
        return Unseen("item", lambda number: tuple(turn(number)), "zip_longest")
    live = [s for s in sources if not isinstance(s, UnknownLength)]

    def rows() -> Iterator[Anything]:
        while True:
            row = [next(s, MISSING) for s in live]
            if all(item is MISSING for item in row):
                return
            yield tuple([fillvalue if item is MISSING else item for item in row])

    return made(vm, rows(), "zip_longest")


def combined(name: str) -> None:
    """``product``, ``permutations``…: by the host, over lists of values."""

    def run(vm: Machine, /, *iterables: Anything, repeat: Anything = 1, r: Anything = None) -> Anything:
        import itertools

        numbers: list[int] = []
        lists: list[list[Anything]] = []
        if name == "product":
            lists = [items_of(vm, i) for i in iterables] * integer(vm, repeat)
        else:
            size = iterables[1] if len(iterables) > 1 else r
            lists = [items_of(vm, iterables[0])]
            numbers = [] if size is None else [integer(vm, size)]
        return made(vm, charged(vm, getattr(itertools, name)(*lists, *numbers)), name)

    NAMES[name] = make(name, run, module="itertools")


for _name in ("product", "permutations", "combinations", "combinations_with_replacement"):
    combined(_name)


@function(NAMES, pure=False)
def accumulate(vm: Machine, iterable: Anything, func: Anything = None, *, initial: Anything = MISSING) -> Anything:
    def totals(sources: list[Iterator[Anything]]) -> Iterator[Anything]:
        total = initial
        if total is not MISSING:
            yield total
        for item in sources[0]:
            if total is MISSING:
                total = item
            else:
                total = binary(vm, "+", total, item) if func is None else call(vm, func, [total, item], {})
            yield total

    return over(vm, "accumulate", (iterable,), totals)


@function(NAMES, pure=False)
def groupby(vm: Machine, iterable: Anything, key: Anything = None) -> Anything:
    def groups(sources: list[Iterator[Anything]]) -> Iterator[Anything]:
        group: list[Anything] = []
        now: Anything = MISSING
        for item in sources[0]:
            rank = item if key is None else call(vm, key, [item], {})
            same = False if now is MISSING else equal(vm, now, rank)
            if same is None:
                raise UnknownLength(Unknown(Kind.LOOP, "group"), "group")
            if not same and now is not MISSING:
                yield now, made(vm, iter(group), "_grouper")
                group = []
            now = rank
            group.append(item)
        if now is not MISSING:
            yield now, made(vm, iter(group), "_grouper")

    return over(vm, "groupby", (iterable,), groups)


@function(NAMES)
def tee(vm: Machine, iterable: Anything, n: Anything = 2, /) -> Anything:
    try:
        source = iterate(vm, iterable)
    except UnknownLength as unknown:
        reason = unknown
        return tuple([Unseen(reason.label, lambda t: item_of(vm, reason, t), "tee") for _ in range(integer(vm, n))])
    queues: list[deque[Anything]] = [deque() for _ in range(integer(vm, n))]

    def read(mine: deque[Anything]) -> Iterator[Anything]:
        while True:
            if not mine:
                item = next(source, MISSING)
                if item is MISSING:
                    return
                for queue in queues:
                    queue.append(item)
            yield mine.popleft()

    return tuple([made(vm, read(q), "tee") for q in queues])


@function(NAMES)
def compress(vm: Machine, data: Anything, selectors: Anything) -> Anything:
    return over(
        vm,
        "compress",
        (data, selectors),
        lambda s: (item for item, wanted in zip(*s, strict=False) if decided(vm, None, wanted)),
    )


@function(NAMES)
def pairwise(vm: Machine, iterable: Anything, /) -> Anything:
    import itertools

    return over(vm, "pairwise", (iterable,), lambda s: itertools.pairwise(s[0]))


def names(vm: Machine) -> dict[str, Anything]:
    found = dict(NAMES)
    static = StaticMethod(make("chain.from_iterable", from_iterable, module="itertools"))
    found["chain"] = Class("chain", (vm.types["iterator"],), {"from_iterable": static}, "itertools", new=new_chain)
    found["izip"] = make("izip", iterators.zipped, module="itertools")
    found["imap"] = make("imap", iterators.mapped, pure=False, module="itertools")
    found["ifilter"] = make("ifilter", iterators.filtered, pure=False, module="itertools")
    drop = (
        ("izip", "imap", "ifilter", "izip_longest", "ifilterfalse")
        if python(vm) >= (3,)
        else ("zip_longest", "filterfalse", "accumulate")
    )
    for name in (*drop, *(["pairwise"] if python(vm) < (3, 10) else [])):
        del found[name]
    return found
