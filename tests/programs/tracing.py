# What sys.settrace and sys.setprofile report, and what a trace function may do.
import sys

events = []


def record(frame, event, arg):
    if event == "exception":
        arg = arg[0].__name__
    if not isinstance(arg, (int, str, type(None))):
        arg = type(arg).__name__
    events.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, event, arg))
    return record


def show(title, function, *args):
    del events[:]
    sys.settrace(record)
    try:
        function(*args)
    except Exception as e:
        print("left by", type(e).__name__)
    finally:
        sys.settrace(None)
    print(title)
    for e in events:
        if e[0] != "show":
            print("  ", *e)


def plain(n):
    total = 0
    for i in range(n):
        total += i
    while total > 0: total -= 2
    return total


def numbers():
    got = yield 1
    try:
        yield got
    finally:
        got = None


def delegating():
    result = yield from numbers()
    return result


def catching():
    try:
        [].pop()
    except IndexError:
        pass
    else:
        return 1
    with Manager() as m:
        return m


class Manager:
    def __enter__(self):
        return 2

    def __exit__(self, *args):
        pass


def leaving():
    try:
        raise KeyError("k")
    finally:
        cleanup = 1


def driving():
    for x in delegating():
        print(x)


class Counter:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration
        return self.n


show("plain", plain, 3)
show("catching", catching)
show("leaving", leaving)
show("driving", driving)
show("class", lambda: list(Counter()))
show("loop over it", lambda: [c for c in Counter()])

# profiling
calls = []


def profile(frame, event, arg):
    calls.append((frame.f_code.co_name, event, getattr(arg, "__name__", arg)))


def work(x):
    x.append(len(x))
    "a,b".split(",")
    try:
        {}.pop("k")
    except KeyError:
        pass
    return max(*x, 3)


sys.setprofile(profile)
work([1, 2])
sys.setprofile(None)
for c in calls:
    print(c)

# a local function of its own, None, and no function at all


def global_trace(frame, event, arg):
    print("global", frame.f_code.co_name, event)
    if frame.f_code.co_name == "inner":
        return local_trace


def local_trace(frame, event, arg):
    print("local", event, frame.f_lineno - frame.f_code.co_firstlineno)


def inner():
    a = 1
    return a


def outer():
    inner()
    return 2


sys.settrace(global_trace)
outer()
sys.settrace(None)


# locals can be changed


def change(frame, event, arg):
    if event == "line" and "value" in frame.f_locals:
        frame.f_locals["value"] = "changed"
    return change


def holder():
    value = "as it was"
    return value


sys.settrace(change)
r = holder()
sys.settrace(None)
print(r)


# jumping


def jump(frame, event, arg):
    first = frame.f_code.co_firstlineno
    if event == "line" and frame.f_code.co_name == "skips" and frame.f_lineno == first + 2:
        frame.f_lineno = first + 4
    return jump


def skips():
    out = ["a"]
    out.append("b")
    out.append("c")
    out.append("d")
    return out


sys.settrace(jump)
r = skips()
sys.settrace(None)
print(r)


def bad_jump(target):
    def trace(frame, event, arg):
        if event == "line" and frame.f_lineno == nested.__code__.co_firstlineno + 1:
            try:
                frame.f_lineno = nested.__code__.co_firstlineno + target
            except ValueError as e:
                print(e if "line" not in str(e)[:5] else "no such line")
        return trace
    return trace


def nested():
    x = 1
    for i in (1,):
        x = 2
    try:
        x = 3
    except KeyError:
        x = 4
    finally:
        x = 5


def short():
    pass


for target in (3, 7, 1000, -1):
    sys.settrace(bad_jump(target))
    try:
        nested()
    finally:
        sys.settrace(None)
try:
    sys._getframe().f_lineno = 3
except ValueError as e:
    print(e)


# a trace function that fails is unset


def failing(frame, event, arg):
    raise ZeroDivisionError("in the trace function")


sys.settrace(failing)
try:
    short()
except ZeroDivisionError as e:
    print(e, sys.gettrace())


# f_trace of a running frame


def late(frame, event, arg):
    print("late", event, frame.f_lineno - frame.f_code.co_firstlineno)
    return late


def switch_on():
    sys.settrace(lambda *args: None)
    sys._getframe().f_trace = late
    x = 1
    y = 2
    del sys._getframe().f_trace
    z = 3
    sys.settrace(None)


switch_on()
print(sys._getframe().f_trace, sys.call_tracing(divmod, (7, 2)))
