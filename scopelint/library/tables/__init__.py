"""What TensorFlow has, version by version: names, classes, signatures and ops, recorded from installed TensorFlow.

The data files beside these modules are written by `fixtures/generate`; nothing here imports TensorFlow.  Each file is
read when it is first asked for, and its strings are taken apart only where they are looked at.

- `symbols(version)`: modules, their names, and one canonical name for each object;
- `class_info`, `attribute`, `lacks_attribute`: members of classes by canonical name;
- `signature(version, canonical)`: how functions, methods and classes are called;
- `op_def(version, op_type)`, `plain_op(version, canonical)`: the op registry, and functions that make just one op;
- `home(version, canonical)`: in which module a function or class was written;
- `sealed(version, canonical)`: the name scope and outputs of functions that keep to one scope, by their recorded calls;
- `library_names(version, module)`, `lacks_name`: names of the standard library.
"""

from scopelint.library.tables.classes import ClassInfo, Member, attribute, class_info, lacks_attribute
from scopelint.library.tables.homes import Home, home
from scopelint.library.tables.ops import Argument, Attribute, OpDef, PlainOp, op_def, plain_op
from scopelint.library.tables.python import lacks_name, library_names
from scopelint.library.tables.sealed import Sealed, SealedOutput, sealed
from scopelint.library.tables.signatures import Default, Parameter, Reference, Signature, signature
from scopelint.library.tables.store import VERSIONS, nearest
from scopelint.library.tables.symbols import UNKNOWN, Entry, Symbols, symbols

__all__ = [
    "UNKNOWN",
    "VERSIONS",
    "Argument",
    "Attribute",
    "ClassInfo",
    "Default",
    "Entry",
    "Home",
    "Member",
    "OpDef",
    "Parameter",
    "PlainOp",
    "Reference",
    "Sealed",
    "SealedOutput",
    "Signature",
    "Symbols",
    "attribute",
    "class_info",
    "home",
    "lacks_attribute",
    "lacks_name",
    "library_names",
    "nearest",
    "op_def",
    "plain_op",
    "sealed",
    "signature",
    "symbols",
]
