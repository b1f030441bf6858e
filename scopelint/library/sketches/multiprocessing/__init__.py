"""multiprocessing: a process has a graph of its own; what it runs cannot touch this one. Pools of threads can."""

from six import _unknown
from threading import BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore

from threading import _Barrier as Barrier

cpu_count = _unknown("cpu_count")
current_process = _unknown("current_process")
set_start_method = _unknown("set_start_method")
get_context = _unknown("get_context")
freeze_support = _unknown("freeze_support")
Process = _unknown("Process")
Pool = _unknown("Pool")
Queue = _unknown("Queue")
JoinableQueue = _unknown("JoinableQueue")
SimpleQueue = _unknown("SimpleQueue")
Manager = _unknown("Manager")
Pipe = _unknown("Pipe")
Value = _unknown("Value")
Array = _unknown("Array")
RawArray = _unknown("RawArray")
connection = _unknown("connection")
shared_memory = _unknown("shared_memory")
managers = _unknown("managers")
queues = _unknown("queues")
process = _unknown("process")
