"""Shape functions of linear algebra on the last two dimensions (fixtures ops/linear_algebra_shapes)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scopelint.library.tensorflow.shapes import Call, shape_of_op
from scopelint.scoping.shapes import Shape


def smaller(a: int | None, b: int | None) -> int | None:
    """The smaller of two dimensions; unknown where either is."""
    return None if a is None or b is None else min(a, b)


@shape_of_op("Svd")
def svd(c: Call) -> Sequence[Any] | None:
    """Singular values, left and right vectors; the vectors are empty where not asked for."""
    found = c.dims("input")
    if found is None or len(found) < 2:
        return [None, None, None]
    batch, (rows, columns) = found[:-2], found[-2:]
    values = smaller(rows, columns)
    if c.attr("compute_uv", True) is False:
        return [(*batch, values), (0,), (0,)]
    if c.attr("full_matrices", False) is True:
        return [(*batch, values), (*batch, rows, rows), (*batch, columns, columns)]
    return [(*batch, values), (*batch, rows, values), (*batch, columns, values)]


@shape_of_op("Qr")
def qr(c: Call) -> Sequence[Any] | None:
    """An orthogonal and a triangular matrix."""
    found = c.dims("input")
    if found is None or len(found) < 2:
        return [None, None]
    batch, (rows, columns) = found[:-2], found[-2:]
    if c.attr("full_matrices", False) is True:
        return [(*batch, rows, rows), found]
    values = smaller(rows, columns)
    return [(*batch, rows, values), (*batch, values, columns)]


@shape_of_op("SelfAdjointEigV2")
def self_adjoint_eig(c: Call) -> Sequence[Any] | None:
    """Eigenvalues and eigenvectors."""
    found = c.dims("input")
    if found is None or len(found) < 2:
        return [None, None]
    return [found[:-1], found if c.attr("compute_v", True) is not False else (0,)]


@shape_of_op("MatrixSolve MatrixTriangularSolve CholeskySolve_")
def solve(c: Call) -> Sequence[Any] | None:
    """As the right side, the batch from either."""
    return [right_side(c.dims("matrix"), c.dims("rhs"), -2)]


@shape_of_op("MatrixSolveLs")
def solve_least_squares(c: Call) -> Sequence[Any] | None:
    """A row for each column of the matrix."""
    return [right_side(c.dims("matrix"), c.dims("rhs"), -1)]


def right_side(matrix: Shape, rhs: Shape, rows: int) -> Shape:
    """The batch, the matrix's ``rows`` dimension, and the right side's columns."""
    if matrix is None or rhs is None or len(matrix) < 2 or len(rhs) < 2:
        return None
    return (*matrix[:-2], matrix[rows], rhs[-1])
