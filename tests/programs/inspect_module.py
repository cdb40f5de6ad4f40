# The module inspect.
import functools
import inspect


class Meta(type):
    m = 1


class A(metaclass=Meta):
    """doc
        of A
    """

    def f(self, x, *args, y: int = 2, **kw) -> str:
        "doc f"

    @classmethod
    def c(cls, z=()):
        pass

    @staticmethod
    def s(q):
        pass

    p = property(lambda self: 1, doc="p doc")

    def __init__(self, one, two=2):
        pass

    part = functools.partialmethod(f, 1, y=4)


class B(A):
    def f(self, x):
        pass

    def __call__(self, a, *, b):
        yield a


def deco(f):
    @functools.wraps(f)
    def inner(*a):
        return f(*a)
    return inner


@deco
def wrapped(a, b=1, *c):
    # in
    return lambda x: x


async def coro():
    pass


P = inspect.Parameter
for f in (A, B, A.f, B(1).f, A(1).c, A.c, A.s, B(1), wrapped, functools.partial(wrapped, 1),
          functools.partial(A.f, x=1), A.part, A(1).part, coro, lambda *, k=None: 0):
    print(inspect.signature(f), inspect.getfullargspec(f) if inspect.isroutine(f) else "")
for f in (lambda: inspect.signature(5), lambda: P("a b", P.KEYWORD_ONLY), lambda: P("a", 7),
          lambda: P("a", P.VAR_KEYWORD, default=1), lambda: P(1, P.KEYWORD_ONLY), lambda: P("a", P.VAR_POSITIONAL),
          lambda: inspect.Signature([P("a", P.KEYWORD_ONLY), P("b", P.POSITIONAL_ONLY)]),
          lambda: inspect.Signature([P("a", P.KEYWORD_ONLY), P("a", P.KEYWORD_ONLY)]),
          lambda: inspect.Signature([P("a", 1, default=1), P("b", 1)]),
          lambda: inspect.getfullargspec(5), lambda: inspect.getfile(5), lambda: inspect.getfile(int),
          lambda: inspect.getcallargs(wrapped, 1, b=3, d=3), lambda: inspect.getcallargs(A.f),
          lambda: inspect.getcallargs(lambda a, b=1: 0, 1, 2, 3), lambda: inspect.getcallargs(coro, 1),
          lambda: inspect.getcallargs(lambda *, a, b, c: 0), lambda: inspect.getcallargs(A.f, 1, 2, 3, y=4, z=5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
sig = inspect.signature(A.f)
for args, kw in (((1, 2, 3), {"y": 1, "z": 2}), ((1,), {}), ((1,), {"x": 2}), ((), {}), ((1, 2), {"x": 3})):
    for bind in sig.bind, sig.bind_partial:
        try:
            b = bind(*args, **kw)
            b.apply_defaults()
            print(b, b.args, b.kwargs)
        except TypeError as e:
            print("TypeError", e)
try:
    inspect.signature(lambda a: 0).bind(1, 2)
except TypeError as e:
    print(e)
print(sig.replace(return_annotation=sig.empty), sig == inspect.signature(A.f), repr(sig.parameters["y"]))
print(inspect.getsource(wrapped), inspect.getsourcelines(A.c), inspect.getcomments(A), inspect.getdoc(A), inspect.getdoc(B.f))
print(inspect.getsource(Meta), repr(inspect.getmodule(A)).split()[:2], inspect.getsource(coro))
print([n for n, _ in inspect.getmembers(B, inspect.isfunction)], inspect.getmro(B))
print([a[:2] for a in inspect.classify_class_attrs(B) if not a.name.startswith("__")][2:4])
print(inspect.getattr_static(A, "p").__doc__, inspect.getattr_static(A(1), "none", 0), inspect.getclasstree([A, B]))
g = B(1)(1, b=2)
print(inspect.getgeneratorstate(g), inspect.isgenerator(g), inspect.isgeneratorfunction(B.__call__), next(g))
print(inspect.getgeneratorstate(g), sorted(inspect.getgeneratorlocals(g)), inspect.iscoroutinefunction(coro))
print(inspect.stack()[0][2:], inspect.currentframe().f_code.co_name, inspect.getmodulename("/a/b.py"))
print(inspect.formatargspec(*inspect.getfullargspec(A.f)), inspect.cleandoc("\n a\n   b\n\n"), inspect.isabstract(A))
print(inspect.getclosurevars(wrapped.__wrapped__), inspect.isdatadescriptor(A.p), inspect.ismethoddescriptor(str.join))
print(inspect.unwrap(wrapped).__name__, inspect.CO_VARARGS, inspect.signature(len))
