# Concrete syntax trees, and corners of conversions and of classes in the making.
import copy
import parser
import pickle
import symbol
import token
import warnings


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


def names(t):
    if isinstance(t, tuple) and isinstance(t[1], str):
        return '%s%r' % (token.tok_name[t[0]], t[1:])
    return '(%s %s)' % (symbol.sym_name[t[0]], ' '.join(map(names, t[1:])))


SOURCES = ['x = 1', 'if a:\n  b # c\n\nelse: c\n', 'def f(a, *, b: int=3, **k) -> x:\n  return a,\n',
           "'''a\nb''' if x else lambda: (yield)", 'async def f():\n  await x\n  async with y as z: pass\n',
           'from .a import (b, c as d,)', 'x: int = {1: 2, **z}', '@d.e(1)\nclass C(B, m=1): pass\n', '',
           'try:\n x\nexcept E as e: y\nfinally: z\n', 'a[1:2, ..., ::3] @= ~b ** -c\n']
for source in SOURCES:
    st = parser.suite(source)
    t = st.totuple(True, True)
    print(names(t))
    # CPython's own check of trees has its doubts about some
    if not any(word in source for word in ('else', 'finally', ' as ')):
        print(parser.sequence2st(st.totuple()) == st)
        print(parser.sequence2st(st.tolist()).totuple() == st.totuple())
st = parser.expr('1 + 2')
print(st.isexpr(), st.issuite(), eval(st.compile()), eval(parser.compilest(st, 'f')))
print(pickle.loads(pickle.dumps(st)) == st, copy.copy(st).totuple() == st.totuple())
namespace = {}
exec(parser.suite('def f(n):\n  if n: return n * f(n-1)\n  return 1\nx = f(5)').compile(), namespace)
print(namespace['x'])
for bad in ('1 +', 'if x:\nfoo', ' x', 'a b', 'x = = 1'):
    attempt(parser.suite, bad)
attempt(parser.expr, 'pass')
for bad in ((1, 'x'), (257, (0,)), (258, (331, (1, 'a')), (0, '')), (256, (4, '')), 5,
            (257, (0, '', '')), (257, (0, 1)), (258,), (339, (257, (0, '')))):
    attempt(parser.sequence2st, bad)


class I(int):
    pass


class W:
    def __int__(self):
        return I(3)

    def __float__(self):
        return type('F', (float,), {})(2.5)

    def __index__(self):
        return I(1)


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    print(int(W()), float(W()), 'abc'[W()])
    for w in seen:
        print(w.category.__name__, w.message)


class N:
    __eq__ = None
    __add__ = None


attempt(lambda: N() == 1)
attempt(lambda: N() + 1)
attempt(lambda: object().__format__('s'))
attempt(type, 'A\udcdcB', (), {})
attempt(float, '\ud8f0')
attempt(lambda: 0 << (1 << 100))
print(' a  b '.rsplit(None, 1), ' a  b '.split(None, 1), b' a  b '.rsplit(None, 1), 'aaa'.rsplit('aa'))
print('A\u03a3'.swapcase(), 'A\u03a3 B\u03a3C'.title())
attempt(bytes, '', 0)
attempt(bytes, encoding='ascii')
attempt(bytearray, [0.0])
try:
    import sys
    sys.exit((42,))
except SystemExit as e:
    print(e.code)


# a metaclass whose mro() assigns bases
class M(type):
    def mro(cls):
        if ready:
            if cls.__name__ == 'B1':
                B2.__bases__ = (B1,)
            if cls.__name__ == 'B2':
                B1.__bases__ = (B2,)
        print(cls.__name__, cls.__mro__ is None)
        return type.mro(cls)


ready = False


class A(metaclass=M):
    pass


class B1(A):
    pass


class B2(A):
    pass


ready = True
try:
    B1.__bases__ += ()
except TypeError as e:
    print(e)
ready = False
print(B1.__bases__, B2.__bases__)
