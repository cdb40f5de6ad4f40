# Threads of module _thread: locks, time-outs, what is a thread's own.
import _thread
import sys
import time

log = []


def wait_all(n, finished):
    while len(finished) < n:
        time.sleep(0.001)


# a lock held over a sleep
lock = _thread.allocate_lock()
counter = 0
finished = []


def add(times):
    global counter
    for _ in range(times):
        with lock:
            seen = counter
            time.sleep(0.0005)
            counter = seen + 1
    finished.append(1)


for _ in range(4):
    _thread.start_new_thread(add, (5,))
wait_all(4, finished)
print(counter, lock.locked())

# ping-pong over two locks, with keyword arguments and a bound method
ping, pong = _thread.allocate_lock(), _thread.allocate_lock()
pong.acquire()
ping.acquire()


class Player:
    def __init__(self, name):
        self.name = name

    def play(self, mine, theirs, *, rounds):
        for i in range(rounds):
            mine.acquire()
            log.append((self.name, i))
            theirs.release()
        finished.append(self)


del finished[:]
_thread.start_new_thread(Player("ping").play, (ping, pong), {"rounds": 3})
_thread.start_new_thread(Player("pong").play, (pong, ping), {"rounds": 3})
ping.release()
wait_all(2, finished)
print(log)

# context managers and generators between the frames
class Guard:
    def __init__(self, lock):
        self.lock = lock

    def __enter__(self):
        self.lock.acquire()
        return self

    def __exit__(self, *exc):
        self.lock.release()
        return exc[0] is ZeroDivisionError


def steps(n):
    for i in range(n):
        with Guard(lock):
            time.sleep(0.0005)
            yield i


def through():
    for i in steps(3):
        log.append(i)
    with Guard(lock):
        1 / 0
    log.append(sum(steps(3)))
    log.append(sorted([2, 1], key=lambda x: time.sleep(0.0005) or x))
    finished.append(1)


del finished[:], log[:]
_thread.start_new_thread(through, ())
wait_all(1, finished)
print(log)

# what is being handled is a thread's own
del finished[:], log[:]


def handling(error):
    try:
        raise error
    except Exception:
        time.sleep(0.001)
        log.append(sys.exc_info()[0].__name__)
    log.append(sys.exc_info()[0])
    finished.append(1)


try:
    raise LookupError
except LookupError:
    _thread.start_new_thread(handling, (KeyError(),))
    wait_all(1, finished)
    print(sys.exc_info()[0].__name__, log)

# so are the attributes of a _local
local = _thread._local()
local.x = 1


class Started(_thread._local):
    def __init__(self, n):
        self.n = n


started = Started(7)
started.n = 8


def own():
    log.append((hasattr(local, "x"), started.n, sorted(started.__dict__)))
    finished.append(1)


del finished[:], log[:]
_thread.start_new_thread(own, ())
wait_all(1, finished)
print(log, local.x, started.n)
try:
    _thread._local(1)
except TypeError as e:
    print(e)

# a loop that never blocks gives way
del finished[:]
_thread.start_new_thread(finished.append, (1,))
while not finished:
    pass
print("gave way")

# locks' errors
lock = _thread.allocate_lock()
print(lock.acquire(), lock.acquire(False), lock.acquire(True, 0.001), lock.acquire(timeout=0))
for args in ((False, 1), (True, -2), (True, 1e10), (True, float("nan")), (1, 2, 3), ("x", None)):
    try:
        print(lock.acquire(*args))
    except (ValueError, OverflowError, TypeError) as e:
        print(type(e).__name__)
lock.release()
try:
    lock.release()
except RuntimeError as e:
    print(e)
rlock = _thread.RLock()
print(rlock.acquire(), rlock.acquire(), rlock._is_owned())
state = rlock._release_save()
print(state[0], rlock._is_owned())
rlock._acquire_restore(state)
del finished[:]


def foreign():
    finished.append(rlock.acquire(False))
    try:
        rlock.release()
    except RuntimeError as e:
        finished.append(str(e))


_thread.start_new_thread(foreign, ())
wait_all(2, finished)
print(finished)

# starting
for args in ((1, ()), (len, 1), (len, (), 1)):
    try:
        _thread.start_new_thread(*args)
    except TypeError as e:
        print(e)
for size in (-1, 5):
    try:
        _thread.stack_size(size)
    except ValueError as e:
        print(e)
print(_thread.stack_size(1 << 16), _thread.stack_size(0), _thread.TIMEOUT_MAX > 1e6)
try:
    _thread.interrupt_main()
    time.sleep(0.1)
except KeyboardInterrupt:
    print("interrupted")


class Err:
    def write(self, text):
        log.append(text)

    def flush(self):
        pass


del log[:]


def failing():
    raise ValueError("in a thread")


def leaving():
    raise SystemExit("not shown")


sys.stderr = Err()
_thread.start_new_thread(leaving, ())
_thread.start_new_thread(failing, ())
time.sleep(0.01)
sys.stderr = sys.__stderr__
text = "".join(log)
print(text[:text.index(" at ")])
print(text.strip().splitlines()[-1])
