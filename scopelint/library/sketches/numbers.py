"""numbers."""

from collections.abc import _registered
from abc import ABCMeta


@_registered("int", "float", "complex")
class Number(metaclass=ABCMeta):
    pass


@_registered("int", "float", "complex")
class Complex(Number):
    pass


@_registered("int", "float")
class Real(Complex):
    pass


@_registered("int")
class Rational(Real):
    pass


@_registered("int")
class Integral(Rational):
    pass
