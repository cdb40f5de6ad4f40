# Futures of a pool of threads.
import threading
import time
from concurrent.futures import (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, Future,
                                ThreadPoolExecutor, TimeoutError, as_completed, wait)


def work(n):
    time.sleep(n / 8)
    if n == 3:
        raise ValueError(n)
    return n * n


with ThreadPoolExecutor(3, thread_name_prefix="w") as ex:
    fs = [ex.submit(work, n) for n in (2, 0, 1, 3)]
    print([f.exception() or f.result() for f in as_completed(fs)])
    print(list(ex.map(work, [2, 1, 0])), ex.submit(lambda: threading.current_thread().name[:2]).result())
    fs = [ex.submit(work, n) for n in (3, 1, 5)]
    for how in FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED:
        done, rest = wait(fs, return_when=how)
        print(how, [f in done for f in fs])
    slow = ex.submit(work, 10)
    try:
        slow.result(0.01)
    except TimeoutError as e:
        print("TimeoutError", e)
    try:
        list(as_completed([slow], 0.01))
    except TimeoutError as e:
        print("TimeoutError", e)
    print(slow.running(), slow.done(), slow.cancel(), slow.result())
    try:
        print(list(ex.map(work, [2, 3, 1])))
    except ValueError as e:
        print("ValueError", e)
f = Future()
f.add_done_callback(lambda f: print("called", f.cancelled()))
print(repr(f)[-15:], f.cancel(), f.cancel(), f.done(), repr(f)[-17:])
try:
    f.result()
except CancelledError:
    print("CancelledError")
for bad in (lambda: ex.submit(work), lambda: ThreadPoolExecutor(0), lambda: wait([Future()], return_when="x")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
