"""funcsigs: the signatures of inspect for Python 2."""

from inspect import BoundArguments, Parameter, Signature, signature
