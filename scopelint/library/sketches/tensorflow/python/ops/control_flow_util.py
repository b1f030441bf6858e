"""In which loop or branch an op stands. There is never a context of XLA's."""

ENABLE_CONTROL_FLOW_V2 = False


def GetOutputContext(op):
    return op._get_control_flow_context()


def GetContainingWhileContext(ctxt, stop_ctxt=None):
    while ctxt is not None and ctxt is not stop_ctxt:
        if ctxt.IsWhileContext():
            return ctxt
        ctxt = ctxt.outer_context
    return ctxt


def GetContainingCondContext(ctxt):
    while ctxt is not None and not ctxt.IsCondContext():
        ctxt = ctxt.outer_context
    return ctxt


def GetContainingXLAContext(ctxt):
    return None


def IsContainingContext(ctxt, maybe_containing_ctxt):
    while ctxt is not maybe_containing_ctxt:
        if ctxt is None:
            return False
        ctxt = ctxt.outer_context
    return True


def IsInWhileLoop(op):
    return GetContainingWhileContext(op._get_control_flow_context()) is not None


def IsInCond(op):
    return GetContainingCondContext(op._get_control_flow_context()) is not None


def IsInXLAContext(op):
    return False


def InXlaContext(graph):
    return False


def GraphOrParentsInXlaContext(graph):
    return False


def EnableControlFlowV2(graph):
    return False


def OpInContext(op, ctxt):
    return IsContainingContext(op._get_control_flow_context(), ctxt)


def TensorInContext(tensor, ctxt):
    return OpInContext(tensor.op, ctxt)


def InTpuContext(graph):
    return False


def IsSwitch(op):
    return op.type in ("Switch", "RefSwitch")


def IsMerge(op):
    return op.type in ("Merge", "RefMerge")


def IsLoopEnter(op):
    return op.type in ("Enter", "RefEnter")


def IsLoopExit(op):
    return op.type in ("Exit", "RefExit")


def IsCondSwitch(op):
    return IsSwitch(op) and not IsInWhileLoop(op)
