"""Functions of the program that the engine calls back: initializers, regularizers, getters, partitioners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.calls import call
from scopelint.interp.iteration import known_items
from scopelint.interp.operators import payload
from scopelint.interp.truth import truth
from scopelint.library.tensorflow.conversion import as_constant, to_tensor
from scopelint.library.tensorflow.dtypes import DType, dtype, dtype_name
from scopelint.library.tensorflow.native import native_class
from scopelint.library.tensorflow.static_shapes import NoShape, TensorShape, shape_of
from scopelint.library.tensorflow.tensors import Tensor
from scopelint.scoping import (
    AUTO_REUSE,
    Constant,
    Deferred,
    Engine,
    Initializer,
    InitializerClass,
    Partition,
    ReuseMode,
)
from scopelint.values.base import MISSING, SCALARS, Anything
from scopelint.values.containers import Dict, List
from scopelint.values.objects import BoundMethod, Class, Function, Instance, Native, Slice
from scopelint.values.unknown import Choice, Kind, Text, Unknown, raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

CALLABLES = (Function, Native, BoundMethod)


def is_callable(value: Anything) -> bool:
    """Whether the program could call it."""
    from scopelint.values.objects import ABSENT

    if isinstance(value, (*CALLABLES, Class, Unknown)):
        return True
    return isinstance(value, Instance) and value.cls.lookup("__call__") is not ABSENT


def initializer(vm: Machine, value: Anything) -> Any:
    """What the engine takes for an initializer argument: None, an Initializer, a Constant or a tensor."""
    if value is None:
        return None
    if isinstance(value, Unknown):
        return UnknownInitializer(vm, value)
    if isinstance(value, Choice):
        return initializer(vm, value.values[0])
    if isinstance(value, Class):
        return UserClass(vm, value)
    if is_callable(value):
        return UserInitializer(vm, value)
    return as_constant(vm, value)


def takes_shape(vm: Machine, value: Anything) -> bool:
    """Whether a callable initializer has a parameter without default."""
    fn = value.func if isinstance(value, BoundMethod) else value
    if isinstance(fn, Function):
        params = [*fn.code.positional]
        if isinstance(value, BoundMethod):
            params = params[1:]
        return any(name not in fn.defaults for name in params)
    return True


class UserInitializer(Initializer):
    """A callable of the program or the library: called with shape, dtype and, where it takes it, partition_info."""

    def __init__(self, vm: Machine, fn: Anything) -> None:
        self.vm = vm
        self.fn = fn
        self.needs_shape = takes_shape(vm, fn)

    def build(self, engine: Engine, shape: list[int] | None, dtype_: str | None, partition: Partition | None) -> Any:
        vm = self.vm
        if shape is None:
            return as_constant(vm, call(vm, self.fn, [], {}), dtype_)
        kwargs: dict[str, Anything] = {} if dtype_ is None else {"dtype": dtype(dtype_)}
        # Before 2.15 it is passed whether the callable takes it or not.
        if accepts(self.fn, "partition_info") or (vm.version != "2.15" and not isinstance(self.fn, (Native, Class))):
            kwargs["partition_info"] = None
        made = call(vm, self.fn, [List(list(shape), vm.world.mark)], kwargs)
        if isinstance(made, (Unknown, Choice)):
            return unknown_value(vm, tuple(shape), dtype_ or "?")
        return as_constant(vm, made, dtype_)


def accepts(fn: Anything, name: str) -> bool:
    """Whether a callable takes this keyword."""
    from scopelint.values.objects import ABSENT

    if isinstance(fn, Instance):
        fn = fn.cls.lookup("__call__")
        if fn is ABSENT:
            return False
    if isinstance(fn, BoundMethod):
        fn = fn.func
    if isinstance(fn, Function):
        return name in fn.code.keyword_index or fn.code.kwarg_slot is not None
    return False


class UserClass(InitializerClass):
    """An initializer's class, given instead of an object."""

    def __init__(self, vm: Machine, cls: Class) -> None:
        self.vm = vm
        self.cls = cls

    def instantiate(self, engine: Engine, dtype_: str) -> Initializer:
        return UserInitializer(self.vm, call(self.vm, self.cls, [], {"dtype": dtype(dtype_)}))

    def build(self, engine: Engine, shape: list[int] | None, dtype_: str | None, partition: Partition | None) -> Any:
        return self.instantiate(engine, dtype_ or "float32").build(engine, shape, dtype_, partition)


class UnknownInitializer(Initializer):
    """An initializer nothing is known of: most are callables of a shape."""

    def __init__(self, vm: Machine, value: Unknown) -> None:
        self.vm = vm
        self.value = value
        self.needs_shape = False

    def build(self, engine: Engine, shape: list[int] | None, dtype_: str | None, partition: Partition | None) -> Any:
        return unknown_value(self.vm, None if shape is None else tuple(shape), dtype_ or "?")


def unknown_value(vm: Machine, shape: Any, dtype_: str) -> Tensor:
    """A tensor that stands for the result of an initializer that is not modelled; what ops it made is not known."""
    from scopelint.scoping import Op

    op = Op(vm.holes.new("initial value"), "Unknown", current_graph(vm), certain=False)
    tensor = Tensor(op, 0, shape, dtype_)
    tensor.known_shape = shape is not None
    op.outputs = [tensor]
    return tensor


def current_graph(vm: Machine) -> Any:
    from scopelint.library.tensorflow.run import tf_of

    return tf_of(vm).engine.default_graph()


def regularizer(vm: Machine, value: Anything) -> Any:
    """A host callable ``regularizer(variable)`` for the engine, or None, also for something empty."""
    if value is None or truth(vm, value) is False:
        return None

    def run(variable: Any) -> Any:
        from scopelint.library.tensorflow.variables import handle_of

        result = call(vm, value, [handle_of(vm, variable)], {})
        return None if result is None else to_tensor(vm, result)

    return run


def getter(vm: Machine, value: Anything) -> Any:
    """A host callable for the engine that calls the program's custom getter by keyword."""
    if value is None:
        return None
    if not is_callable(value):
        return shown(vm, value)
    return UserGetter(vm, value)


def shown(vm: Machine, value: Anything) -> str:
    from scopelint.interp.strings import to_text

    return raw_of(to_text(vm, value))


class UserGetter:
    """A custom getter of the program. What it returns is unwrapped for the engine: a variable of ours again."""

    def __init__(self, vm: Machine, fn: Anything) -> None:
        self.vm = vm
        self.fn = fn
        target = fn.func if isinstance(fn, BoundMethod) else fn
        names = target.code.keyword_index if isinstance(target, Function) else {}
        self.names_constraint = "constraint" in names
        self.accepts_constraint = self.names_constraint or (
            target.code.kwarg_slot is not None if isinstance(target, Function) else True
        )

    def __call__(self, getter: Any, *args: Any, **kwargs: Any) -> Any:
        vm = self.vm
        inner = Native("getter", lambda vm_, *a, **k: call_inner(vm, getter, a, k), binds=False)
        positional = [to_program(vm, a) for a in args]
        named = {name: to_program(vm, value) for name, value in kwargs.items()}
        if named.get("shape", MISSING) is None and isinstance(kwargs.get("initializer"), UnknownInitializer):
            # A shape that is not known came as none at all, with an initializer that needs none.
            named["shape"] = Unknown(Kind.CALL, "shape", pure=True)
        if not positional and isinstance(self.fn, (Function, BoundMethod)):
            result = call(vm, self.fn, [], {"getter": inner, **named})
        else:
            result = call(vm, self.fn, [inner, *positional], named)
        return to_engine(vm, result)


def call_inner(vm: Machine, getter: Any, args: tuple[Anything, ...], kwargs: dict[str, Anything]) -> Anything:
    from scopelint.library.tensorflow.run import attempt
    from scopelint.library.tensorflow.variables import variable_name

    given = [to_engine(vm, variable_name(vm, a) if at == 0 else a) for at, a in enumerate(args)]
    named = {name: engine_argument(vm, name, value) for name, value in kwargs.items()}
    return to_program(vm, attempt(vm, lambda: getter(*given, **named)))


def engine_argument(vm: Machine, name: str, value: Anything) -> Any:
    if name == "initializer":
        return initializer(vm, value) if not isinstance(value, Wrapped) else value.inner
    if name == "regularizer":
        return regularizer(vm, value) if not isinstance(value, Wrapped) else value.inner
    if name == "constraint":
        return constraint(vm, value) if not isinstance(value, Wrapped) else value.inner
    if name == "dtype":
        return dtype_name(vm, value)
    if name == "name":
        from scopelint.library.tensorflow.variables import variable_name

        return to_engine(vm, variable_name(vm, value))
    if name == "reuse":
        return reuse_argument(vm, value)
    if name == "shape":
        try:
            return shape_argument(vm, value)
        except NoShape:
            return None
    return to_engine(vm, value)


class Wrapped(Native):
    """An engine object (a scope's initializer, a partitioner) on its way through the program."""

    __slots__ = ("inner",)

    def __init__(self, inner: Any, fn: Any, name: str) -> None:
        super().__init__(name, fn, binds=False)
        self.inner = inner


def to_program(vm: Machine, value: Any) -> Anything:
    """A value of the engine as the program sees it."""
    from scopelint.library.tensorflow.scopes import scope_handle
    from scopelint.library.tensorflow.variables import handle_of
    from scopelint.scoping import PartitionedVariable, Variable, VariableScope

    if isinstance(value, (Variable, PartitionedVariable)):
        return handle_of(vm, value)
    if isinstance(value, VariableScope):
        return scope_handle(vm, value)
    if isinstance(value, ReuseMode):
        return auto_reuse(vm)
    if isinstance(value, (UserInitializer, UserGetter, UserFunction)):
        return value.fn
    if isinstance(value, UserClass):
        return value.cls
    if isinstance(value, UnknownInitializer):
        return value.value
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list):
        return List([to_program(vm, v) for v in value], vm.world.mark)
    if isinstance(value, (Deferred, Constant)):
        return Wrapped(value, lambda vm_: Unknown(Kind.TENSORFLOW, "initial value", pure=True), "<lambda>")
    if isinstance(value, tuple):
        return tuple(to_program(vm, v) for v in value)
    if isinstance(value, KNOWN_PROGRAM) or type(value) in SCALARS:
        return value
    if callable(value):
        return Wrapped(value, lambda vm_, *a, **k: to_program(vm, value(*a, **k)), type(value).__name__)
    return Unknown(Kind.TENSORFLOW, type(value).__name__)


KNOWN_PROGRAM = (Instance, Function, BoundMethod, Class, List, Dict, Text, Unknown, Choice, Native, Slice)


def to_engine(vm: Machine, value: Anything) -> Any:
    """A value of the program as the engine takes it."""
    if isinstance(value, Wrapped):
        return value.inner
    inner = getattr(value, "engine_object", None)
    if inner is not None:
        return inner
    if isinstance(value, Text):
        return value.raw
    if isinstance(value, DType):
        return value.type
    if isinstance(value, List):
        return [to_engine(vm, v) for v in value.items]
    return value


AUTO = Instance(native_class("_ReuseMode", module="tensorflow.python.ops.variable_scope"))
"""``tf.AUTO_REUSE``."""
AUTO.cls.attrs["__str__"] = Native("__str__", lambda vm, self: "_ReuseMode.AUTO_REUSE")
AUTO.cls.attrs["__repr__"] = Native("__repr__", lambda vm, self: "<_ReuseMode.AUTO_REUSE: 1>")
AUTO.attrs.update(name="AUTO_REUSE", value=1)


def auto_reuse(vm: Machine) -> Instance:
    return AUTO


def reuse_argument(vm: Machine, value: Anything) -> Any:
    """A reuse argument for the engine. An unknown one is AUTO_REUSE, and the trace no longer vouched for."""
    if value is AUTO:
        return AUTO_REUSE
    if type(value) in SCALARS:
        return value
    if isinstance(value, (Unknown, Choice)):
        answer = truth(vm, value)
        if answer is not None:
            return answer
        vm.doubt(f"whether {value.label} reuses is not known")
        return AUTO_REUSE
    return shown(vm, value) if not isinstance(value, Instance) else value


class UserFunction:
    """A function of the program that the engine keeps without calling it: a constraint."""

    def __init__(self, vm: Machine, fn: Anything) -> None:
        self.vm = vm
        self.fn = fn

    def __call__(self, *args: Any) -> Any:
        return to_engine(self.vm, call(self.vm, self.fn, [to_program(self.vm, a) for a in args], {}))


def constraint(vm: Machine, value: Anything) -> Any:
    """A constraint for the engine: None, a host callable, or something that is not callable."""
    if value is None or not is_callable(value):
        return value
    return UserFunction(vm, value)


def shape_argument(vm: Machine, value: Anything) -> Any:
    """A shape argument for the engine: None, or a list; one we do not know is of unknown dimensions (see NoShape)."""
    value = payload(value)
    if value is None:
        return None
    if isinstance(value, TensorShape):
        return value.dims
    if type(value) is List and not value.items and not value.open:
        return []
    return list_or_none(vm, value)


def list_or_none(vm: Machine, value: Anything) -> Any:
    dims = shape_of(vm, value)
    return None if dims is None else list(dims)


def partitioner(vm: Machine, value: Anything) -> Any:
    """A host callable ``partitioner(shape=, dtype=)`` for the engine, or None, or something not callable."""
    if value is None:
        return None
    if isinstance(value, Wrapped):
        return value.inner
    if not is_callable(value):
        return shown(vm, value)

    def run(shape: Any, dtype: Any) -> Any:
        from scopelint.library.tensorflow.dtypes import dtype as dtype_object

        made = call(vm, value, [], {"shape": TensorShape(tuple(shape)), "dtype": dtype_object(str(dtype))})
        items = known_items(vm, made) if not isinstance(made, (int, str, type(None))) else None
        return made if items is None else [to_engine(vm, i) for i in items]

    return run
