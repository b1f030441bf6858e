"""Linear algebra."""

import tensorflow as tf
from _scopelint import at_least, op


def svd(tensor, full_matrices=False, compute_uv=True, name=None):
    made = op("Svd", name=name if at_least("1.4") else None, input=tensor, compute_uv=compute_uv, full_matrices=full_matrices)
    # Asked for as real numbers, which they are.
    values = tf.real(made[0])
    return (values, made[1], made[2]) if compute_uv else values


def self_adjoint_eig(tensor, name=None):
    made = op("SelfAdjointEigV2", name=name, input=tensor, compute_v=True)
    return made[0], made[1]


def self_adjoint_eigvals(tensor, name=None):
    return op("SelfAdjointEigV2", name=name, input=tensor, compute_v=False)[0]


def matrix_triangular_solve(matrix, rhs, lower=True, adjoint=False, name=None):
    if at_least("2.15"):
        with tf.name_scope(name, "triangular_solve", [matrix, rhs]):
            return op("MatrixTriangularSolve", matrix=matrix, rhs=rhs, lower=lower, adjoint=adjoint)
    return op("MatrixTriangularSolve", name=name, matrix=matrix, rhs=rhs, lower=lower, adjoint=adjoint)


def cholesky_solve(chol, rhs, name=None):
    with tf.name_scope(name, "cholesky_solve", [chol, rhs]):
        y = op("MatrixTriangularSolve", matrix=chol, rhs=rhs, lower=True, adjoint=False)
        return op("MatrixTriangularSolve", matrix=chol, rhs=y, lower=True, adjoint=True)
