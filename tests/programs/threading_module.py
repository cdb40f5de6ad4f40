# Threads that meet in locks, conditions, events, queues and sleep.
import queue
import sys
import threading
import time
from collections import deque

out = []


def say(*what):
    out.append(" ".join(str(w) for w in what))


def flush(title):
    print(title)
    for line in out:
        print("  ", line)
    del out[:]


# producers and consumers
q = queue.Queue(maxsize=2)


def producer(n):
    for i in range(n):
        q.put(i)
    q.put(None)


got = []


def consumer():
    while True:
        item = q.get()
        if item is None:
            break
        got.append(item)
        q.task_done()


ts = [threading.Thread(target=producer, args=(10,)), threading.Thread(target=consumer)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(got, threading.active_count())

# a lock held over a sleep
lock = threading.Lock()
counter = 0


def add():
    global counter
    for _ in range(5):
        with lock:
            c = counter
            time.sleep(0.001)
            counter = c + 1


ts = [threading.Thread(target=add) for _ in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(counter)

# an event, a condition, a semaphore, a barrier
ready = threading.Event()
cond = threading.Condition()
items = deque()


def waiter(name):
    ready.wait()
    with cond:
        while not items:
            cond.wait()
        say("took", items.popleft())


ts = [threading.Thread(target=waiter, args=(i,)) for i in range(3)]
for t in ts:
    t.start()
ready.set()
for i in range(3):
    time.sleep(0.005)
    with cond:
        items.append(i)
        cond.notify()
for t in ts:
    t.join()
flush("condition")

sem = threading.BoundedSemaphore(2)
inside = 0
most = 0


def limited():
    global inside, most
    with sem:
        inside += 1
        most = max(most, inside)
        time.sleep(0.002)
        inside -= 1


ts = [threading.Thread(target=limited) for _ in range(6)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print("at most", most)
try:
    sem.release()
except ValueError as e:
    print(e)

barrier = threading.Barrier(3, action=lambda: say("all there"))


def meet():
    for _ in range(2):
        barrier.wait()


ts = [threading.Thread(target=meet) for _ in range(2)]
for t in ts:
    t.start()
meet()
for t in ts:
    t.join()
flush("barrier")

# time-outs
lock = threading.Lock()
lock.acquire()
begin = time.monotonic()
print(lock.acquire(timeout=0.02), 0.015 < time.monotonic() - begin < 1, lock.acquire(False))
print(threading.Event().wait(0.01))
try:
    queue.Queue().get(timeout=0.01)
except queue.Empty:
    print("empty")
for bad in ((False, 1), (True, -2), (True, 1e10)):
    try:
        lock.acquire(*bad)
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)

# a lock belongs to a thread when it is an RLock
rlock = threading.RLock()


def hold():
    with rlock:
        with rlock:
            held.set()
            go_on.wait()


held, go_on = threading.Event(), threading.Event()
t = threading.Thread(target=hold)
t.start()
held.wait()
print(rlock.acquire(False))
try:
    rlock.release()
except RuntimeError as e:
    print(e)
go_on.set()
with rlock:
    print("mine now")
t.join()

# every thread has its own
local = threading.local()
local.x = "main"


class Counted(threading.local):
    made = 0

    def __init__(self, start):
        self.n = start
        Counted.made += 1


counted = Counted(5)


def own():
    say(hasattr(local, "x"), counted.n)
    counted.n += 1
    try:
        raise KeyError
    except KeyError:
        time.sleep(0.001)
        say(sys.exc_info()[0].__name__)


t = threading.Thread(target=own)
t.start()
try:
    raise ValueError
except ValueError:
    t.join()
    say(sys.exc_info()[0].__name__)
say(counted.n, Counted.made, local.x)
flush("local")

# a thread that waits below native code
ev = threading.Event()


def key(x):
    ev.wait()
    return -x


def sorter():
    say(sorted([3, 1, 2], key=key))


def generator():
    for i in range(3):
        time.sleep(0.001)
        yield i


def consume():
    say(list(generator()), sum(generator()))


def setter():
    time.sleep(0.05)
    ev.set()


ts = [threading.Thread(target=f) for f in (setter, consume, sorter)]
for t in ts:
    t.start()
for t in ts:
    t.join()
flush("native")

# a loop that waits for another thread without ever blocking
done = False


def finish():
    global done
    done = True


threading.Thread(target=finish).start()
spins = 0
while not done:
    spins += 1
print("done", done)

# tracing is a thread's own
traced = []
threading.settrace(lambda f, e, a: traced.append(f.f_code.co_name))


def quiet():
    pass


t = threading.Thread(target=quiet)
t.start()
t.join()
threading.settrace(None)
print("quiet" in traced, sys.gettrace())

# timers, names, and threads that outlive the main program
timer = threading.Timer(0.005, say, ("tick",))
timer.start()
timer.join()
flush("timer")
print(threading.current_thread().name, threading.main_thread() is threading.current_thread())
ids = set()
ts = [threading.Thread(target=lambda: ids.add(threading.get_ident())) for _ in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(threading.get_ident() in ids, [t.is_alive() for t in ts])


def late():
    time.sleep(0.02)
    print("late")


threading.Thread(target=late).start()
threading.Thread(target=lambda: threading.Event().wait(), daemon=True).start()
print("end of the main program")
