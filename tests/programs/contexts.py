"""with: nesting, suppressing, order of exits, exceptions in exits."""


class Manager:
    log = []

    def __init__(self, name, suppress=(), fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail

    def __enter__(self):
        self.log.append("enter " + self.name)
        if self.fail == "enter":
            raise RuntimeError("enter " + self.name)
        return self.name.upper()

    def __exit__(self, kind, value, tb):
        self.log.append("exit %s %s" % (self.name, kind.__name__ if kind else None))
        assert (tb is None) == (kind is None)
        if self.fail == "exit":
            raise RuntimeError("exit " + self.name)
        return kind is not None and issubclass(kind, self.suppress)


def show(f):
    del Manager.log[:]
    try:
        result = f()
    except Exception as e:
        result = "%s(%s) context=%r" % (type(e).__name__, e, e.__context__)
    print(f.__name__, "=>", result)
    print("   ", "; ".join(Manager.log))


@show
def plain():
    with Manager("a") as a, Manager("b") as b:
        return a + b


@show
def suppressed():
    with Manager("a"):
        with Manager("b", suppress=(KeyError,)):
            {}["missing"]
        return "went on"


@show
def not_suppressed():
    with Manager("a", suppress=(ValueError,)), Manager("b", suppress=(KeyError,)):
        1 / 0


@show
def outer_suppresses():
    with Manager("a", suppress=ZeroDivisionError), Manager("b"):
        1 / 0
    return "fine"


@show
def enter_fails():
    with Manager("a") as a, Manager("b", fail="enter"):
        return a


@show
def exit_fails():
    with Manager("a", suppress=()), Manager("b", fail="exit"):
        raise ValueError("inner")


@show
def in_loop():
    out = []
    for i in range(5):
        with Manager(str(i)):
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
    return out


@show
def generator():
    def gen():
        with Manager("g") as g:
            yield g
            yield "more"
    it = gen()
    first = next(it)
    it.close()
    return first


@show
def with_finally():
    out = []
    try:
        with Manager("a"):
            try:
                raise IndexError("i")
            finally:
                out.append("finally")
    except LookupError as e:
        out.append(repr(e))
    else:
        out.append("else")
    return out


@show
def return_overrides():
    for _ in range(2):
        try:
            return "try"
        finally:
            break
    return "after"


@show
def targets():
    box = {}
    data = [0, 0]
    with Manager("ab") as box["x"], Manager("cd") as (data[0], data[1]):
        return box, data


@show
def no_manager():
    with 5:
        pass


class Half:
    def __enter__(self):
        return self


@show
def half_manager():
    with Half():
        pass


def deep(n):
    if n == 0:
        return list(Manager.log)
    with Manager("d%d" % n):
        return deep(n - 1)


@show
def recursion():
    return deep(5)
