"""Closures and decorators: memoize, counters, parametrised, stacked, on classes."""


def wraps(original):
    def apply(f):
        for name in ("__name__", "__doc__", "__qualname__"):
            setattr(f, name, getattr(original, name))
        f.__wrapped__ = original
        return f
    return apply


def memoize(f):
    cache = {}

    @wraps(f)
    def memo(*args):
        if args not in cache:
            cache[args] = f(*args)
        return cache[args]
    memo.cache = cache
    return memo


@memoize
def fib(n):
    "Fibonacci"
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), len(fib.cache), fib.__name__, fib.__doc__, fib.__wrapped__ is not fib)


def repeat(times, *, sep=" "):
    def decorate(f):
        @wraps(f)
        def run(*args, **kwargs):
            return sep.join(str(f(*args, **kwargs)) for _ in range(times))
        return run
    return decorate


def tag(name):
    return lambda f: wraps(f)(lambda *a, **k: "<%s>%s</%s>" % (name, f(*a, **k), name))


@tag("p")
@repeat(2, sep="-")
@tag("b")
def greet(name="you", *, end="!"):
    return "hi " + name + end


print(greet(), greet("bob"), greet(name="al", end="?"), greet.__qualname__)


def counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count, old = start, count
        return old
    return step, reset


a, reset_a = counter()
b, _ = counter(100)
print(a(), a(5), b(), reset_a(), a(), b(-1))
print([c.cell_contents for c in a.__closure__], a.__code__.co_freevars, counter.__code__.co_cellvars)

fs = [lambda: i for i in range(3)]
gs = [lambda i=i: i for i in range(3)]
print([f() for f in fs], [g() for g in gs])


def traced(cls):
    for name, attr in list(vars(cls).items()):
        if callable(attr) and not name.startswith("_"):
            def wrapper(self, *args, _attr=attr, _name=name):
                self.calls.append(_name)
                return _attr(self, *args)
            setattr(cls, name, wrapper)
    return cls


@traced
class Stack:
    def __init__(self):
        self.items, self.calls = [], []

    def push(self, x):
        self.items.append(x)
        return self

    def pop(self):
        return self.items.pop()


s = Stack()
print(s.push(1).push(2).pop(), s.calls)


def compose(*fs):
    if not fs:
        return lambda x: x
    first, *rest = fs
    return lambda x: first(compose(*rest)(x))


print(compose(str, lambda x: x + 1, abs)(-41), compose()(7))


class CountCalls:
    def __init__(self, f):
        self.f, self.n = f, 0

    def __call__(self, *args):
        self.n += 1
        return self.f(*args)

    def __get__(self, instance, owner):
        return lambda *args: self(instance, *args)


class T:
    @CountCalls
    def m(self, x):
        return x * 2


print(T().m(4), T().m("ab"), T.__dict__["m"].n)


def free_before_assignment():
    def inner():
        return late
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    late = "bound"
    return inner()


print(free_before_assignment())


def local_before_assignment():
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    x = 1
    del x
    try:
        x
    except UnboundLocalError as e:
        print(e)


local_before_assignment()
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda self: lambda n: 1 if n == 0 else n * self(n - 1))(20))
