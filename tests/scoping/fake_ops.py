"""The few ops that recorded programs make. Test code only."""

from __future__ import annotations

from typing import Any

from fake_tensorflow import FakeTF, speaks
from fake_values import dtype_argument, shape_argument

from scopelint.scoping.shapes import as_shape


class Ops:
    """The few ops that the programs make."""

    def __init__(self, tf: FakeTF) -> None:
        self.tf = tf

    @speaks
    def constant(self, value: Any, dtype: Any = None, shape: Any = None, name: Any = "Const") -> Any:
        plain = self.tf.value(value)
        if dtype is not None:
            plain.dtype = dtype_argument(dtype)
        if shape is not None:
            plain.shape = as_shape(shape_argument(shape))
        return self.tf.face(plain.convert(self.tf.engine, name or "Const", None))

    def filled(self, kind: str, shape: Any, dtype: Any = None, name: Any = None) -> Any:
        with self.tf.engine.name_scope(name, kind, [shape]) as scope:
            return self.tf.made("Const", scope, dtype_argument(dtype) or "float32", as_shape(shape_argument(shape)))

    @speaks
    def zeros(self, shape: Any, dtype: Any = None, name: Any = None) -> Any:
        return self.filled("zeros", shape, dtype, name)

    @speaks
    def ones(self, shape: Any, dtype: Any = None, name: Any = None) -> Any:
        return self.filled("ones", shape, dtype, name)

    @speaks
    def placeholder(self, dtype: Any, shape: Any = None, name: Any = None) -> Any:
        return self.tf.made("Placeholder", name or "Placeholder", dtype_argument(dtype) or "", as_shape(shape))

    def same(self, type_: str) -> Any:
        @speaks
        def unary(x: Any, *more: Any, name: Any = None) -> Any:
            values = [x, *(item for item in more if not isinstance(item, str) or name is not None)]
            label = next((item for item in more if isinstance(item, str)), name)
            engine = self.tf.engine
            graph = engine.graph_from_inputs([self.tf.raw(v) for v in values])
            engine.push_graph(graph)
            try:
                with engine.name_scope(label, type_) as scope:
                    made = [self.tf.tensor(v, "xy"[i] if i < 2 else "z") for i, v in enumerate(values)]
                    shape = max((t.shape for t in made), key=lambda s: len(s or ()))
                    if type_ == "L2Loss":
                        shape = ()
                    return self.tf.made(type_, scope, made[0].dtype, shape)
            finally:
                engine.pop_graph(graph)

        return unary

    @speaks
    def matmul(self, a: Any, b: Any, name: Any = None) -> Any:
        x, y = self.tf.tensor(a, "a"), self.tf.tensor(b, "b")
        with self.tf.engine.name_scope(name, "MatMul") as scope:
            return self.tf.made("MatMul", scope, x.dtype, (x.shape[0], y.shape[1]))
