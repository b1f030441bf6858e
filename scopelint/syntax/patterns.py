"""Lowering of the patterns of ``match``."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from scopelint.syntax import ir
from scopelint.syntax.identifiers import identifier
from scopelint.syntax.lower_expr import ExpressionLowering


def lower_pattern(lowering: ExpressionLowering, node: cst.CSTNode) -> ir.Pattern:
    """The lowered pattern; an unknown kind compares with a `RefusedExpr`."""
    match node:
        case cst.MatchValue() | cst.MatchSingleton():
            return ir.MatchValue(lowering.expr(node.value))
        case cst.MatchAs():
            inner = None if node.pattern is None else lower_pattern(lowering, node.pattern)
            return ir.MatchAs(inner, None if node.name is None else identifier(node.name.value))
        case cst.MatchOr():
            return ir.MatchOr(tuple([lower_pattern(lowering, item.pattern) for item in node.patterns]))
        case cst.MatchSequence():
            return ir.MatchSequence(_sequence(lowering, node.patterns))
        case cst.MatchMapping():
            items = tuple([(lowering.expr(item.key), lower_pattern(lowering, item.pattern)) for item in node.elements])
            return ir.MatchMapping(items, None if node.rest is None else identifier(node.rest.value))
        case cst.MatchClass():
            cls = lowering.expr(node.cls)
            patterns = _sequence(lowering, node.patterns)
            keywords = tuple(
                [(identifier(item.key.value), lower_pattern(lowering, item.pattern)) for item in node.kwds]
            )
            return ir.MatchClass(cls, patterns, keywords)
        case _:
            return ir.MatchValue(ir.RefusedExpr(type(node).__name__))


def _sequence(
    lowering: ExpressionLowering, nodes: Sequence[cst.MatchSequenceElement | cst.MatchStar]
) -> tuple[ir.Pattern, ...]:
    patterns: list[ir.Pattern] = []
    for node in nodes:
        if isinstance(node, cst.MatchStar):
            patterns.append(ir.MatchStar(None if node.name is None else identifier(node.name.value)))
        else:
            patterns.append(lower_pattern(lowering, node.value))
    return tuple(patterns)
