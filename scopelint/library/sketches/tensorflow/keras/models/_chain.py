"""The calls that lead from a model's inputs to its outputs, in the order that Keras gives them."""

from ...layers.inputs import flatten
from ..layers.base import history


class Chain(object):
    """``nodes`` in the order they are run, ``layers`` as a model lists them: deepest first."""

    def __init__(self, inputs, outputs):
        self._indices = {}
        self._finished = []
        self._starts = [history(tensor) for tensor in flatten(inputs)]
        for output in flatten(outputs):
            self._visit(history(output))
        depths, layer_depths = self._depths()
        deepest = max(depths.values()) if depths else 0
        # Layers of equal depth in the order they were met, calls in the order they were measured.
        ordered = sorted(self._indices, key=lambda layer: self._indices[layer])
        self.layers = []
        self.nodes = []
        for depth in range(deepest, -1, -1):
            self.layers += [layer for layer in ordered if layer_depths[layer] == depth]
            self.nodes += [node for node in depths if depths[node] == depth]

    def _visit(self, node):
        if node is None or any(node is done for done in self._finished):
            return
        if node.layer not in self._indices:
            self._indices[node.layer] = len(self._indices)
        for tensor in flatten(node.inputs) if node.inputs is not None else ():
            self._visit(history(tensor))
        self._finished.append(node)

    def _depths(self):
        depths, layer_depths = {}, {}
        for node in reversed(self._finished):
            depth = max(depths.get(node, 0), layer_depths.get(node.layer, 0))
            depths[node] = layer_depths[node.layer] = depth
            for tensor in flatten(node.inputs) if node.inputs is not None else ():
                before = history(tensor)
                if before is not None:
                    layer_depths[before.layer] = max(depth + 1, layer_depths.get(before.layer, 0))
                    depths[before] = layer_depths[before.layer]
        return depths, layer_depths
