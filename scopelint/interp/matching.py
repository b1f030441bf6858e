"""``match`` statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scopelint.interp.attributes import find_attribute
from scopelint.interp.compiler import Compiler, Expression, Statement, statement
from scopelint.interp.frame import Frame, Signal
from scopelint.interp.iteration import known_items
from scopelint.interp.names import store_name
from scopelint.interp.skipping import skip
from scopelint.interp.truth import equal, identical, key_in, truth
from scopelint.syntax import ir
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import Dict, List
from scopelint.values.objects import Class
from scopelint.values.unknown import Choice, Unknown

Test = Callable[[Frame, Anything], "bool | None"]
"""Whether a value fits a pattern, binding its names; None when not known."""


@statement(ir.Match)
def compile_match(c: Compiler, node: ir.Match) -> Statement:
    subject = c.expr(node.subject)
    cases = [(case.line, pattern(c, case.pattern), c.optional(case.guard), c.block(case.body)) for case in node.cases]
    everything = tuple(s for case in node.cases for s in case.body)

    def run(f: Frame) -> Signal | None:
        value = subject(f)
        for line, test, guard, body in cases:
            f.line = line
            answer = test(f, value)
            if answer and guard is not None:
                answer = truth(f.vm, guard(f))
            if answer is None:
                skip(f, c, everything, "which case of a match statement applies is not known")
                return None
            if answer:
                return body(f)
        return None

    return run


def pattern(c: Compiler, node: Any) -> Test:
    return PATTERNS[type(node)](c, node)


def match_value(c: Compiler, node: ir.MatchValue) -> Test:
    value: Expression = c.expr(node.value)
    single = type(node.value) is ir.Const and (node.value.value is None or type(node.value.value) is bool)

    def test(f: Frame, subject: Anything) -> bool | None:
        other = value(f)
        return identical(f.vm, subject, other) if single else equal(f.vm, subject, other)

    return test


def match_as(c: Compiler, node: ir.MatchAs) -> Test:
    inner = None if node.pattern is None else pattern(c, node.pattern)
    store = None if node.name is None else store_name(c, node.name)

    def test(f: Frame, subject: Anything) -> bool | None:
        answer = True if inner is None else inner(f, subject)
        if answer and store is not None:
            store(f, subject)
        return answer

    return test


def match_or(c: Compiler, node: ir.MatchOr) -> Test:
    options = [pattern(c, p) for p in node.patterns]

    def test(f: Frame, subject: Anything) -> bool | None:
        for option in options:
            answer = option(f, subject)
            if answer is not False:
                return answer
        return False

    return test


def match_sequence(c: Compiler, node: ir.MatchSequence) -> Test:
    star = next((i for i, p in enumerate(node.patterns) if type(p) is ir.MatchStar), None)
    parts = [pattern(c, p) for p in node.patterns]

    def test(f: Frame, subject: Anything) -> bool | None:
        if isinstance(subject, (Unknown, Choice)):
            return None
        if type(subject) not in (tuple, List):
            return False
        items = known_items(f.vm, subject)
        if items is None:
            return None
        if star is None:
            if len(items) != len(parts):
                return False
            return all_fit(f, parts, items)
        after = len(parts) - star - 1
        if len(items) < len(parts) - 1:
            return False
        middle = List(items[star : len(items) - after], f.vm.world.mark)
        return all_fit(f, parts, [*items[:star], middle, *items[len(items) - after :]])

    return test


def all_fit(f: Frame, tests: list[Test], items: list[Anything]) -> bool | None:
    unsure = False
    for test, item in zip(tests, items, strict=True):
        answer = test(f, item)
        if answer is False:
            return False
        unsure = unsure or answer is None
    return None if unsure else True


def match_star(c: Compiler, node: ir.MatchStar) -> Test:
    return match_as(c, ir.MatchAs(None, node.name))


def match_mapping(c: Compiler, node: ir.MatchMapping) -> Test:
    keys = [(c.expr(k), pattern(c, p)) for k, p in node.items]
    rest = None if node.rest is None else store_name(c, node.rest)

    def test(f: Frame, subject: Anything) -> bool | None:
        if isinstance(subject, (Unknown, Choice)):
            return None
        if type(subject) is not Dict:
            return False
        left = dict(subject.items)
        for key, inner in keys:
            name = key(f)
            found = key_in(f.vm, name, subject)
            if not found:
                return found
            answer = inner(f, subject.items[name])
            if not answer:
                return answer
            left.pop(name, None)
        if rest is not None:
            rest(f, Dict(left, f.vm.world.mark))
        return True

    return test


def match_class(c: Compiler, node: ir.MatchClass) -> Test:
    cls, positional = c.expr(node.cls), [pattern(c, p) for p in node.patterns]
    named = [(n, pattern(c, p)) for n, p in node.keywords]

    def test(f: Frame, subject: Anything) -> bool | None:
        kind = cls(f)
        actual = f.vm.class_of(subject)
        if type(kind) is not Class or actual is None:
            return None
        if not actual.is_subclass(kind):
            return None if actual.open else False
        names = find_attribute(f.vm, kind, "__match_args__")
        pairs = list(named)
        if positional:
            if kind.module == "builtins" and len(positional) == 1:
                answer = positional[0](f, subject)
                if not answer:
                    return answer
            elif type(names) is tuple:
                pairs = [*zip(names, positional, strict=False), *pairs]
            else:
                return None
        for name, inner in pairs:
            value = find_attribute(f.vm, subject, name)
            if value is MISSING:
                return False
            answer = inner(f, value)
            if not answer:
                return answer
        return True

    return test


PATTERNS: dict[type, Callable[[Compiler, Any], Test]] = {
    ir.MatchValue: match_value,
    ir.MatchAs: match_as,
    ir.MatchOr: match_or,
    ir.MatchSequence: match_sequence,
    ir.MatchStar: match_star,
    ir.MatchMapping: match_mapping,
    ir.MatchClass: match_class,
}
