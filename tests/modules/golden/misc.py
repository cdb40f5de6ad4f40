import random, enum, copy, contextlib, string, traceback, warnings
random.seed(42)
print(random.random(), random.randint(1,100), random.choice('abc'), random.sample(range(100),5), random.gauss(0,1), random.getrandbits(100))
random.seed('hello'); print(random.random(), random.choices([1,2,3],[1,2,3],k=5)); l=list(range(10)); random.shuffle(l); print(l)
random.seed(-12345678901234567890); print(random.random()); random.seed(1.5); print(random.random(), random.betavariate(1,2), random.vonmisesvariate(1,2))
class C(enum.Enum):
    A = 1
    B = enum.auto()
    D = 1
print(C.A, repr(C.B), list(C), C(2), C['A'], C.D is C.A, C.__members__)
class F(enum.IntFlag):
    X = 1
    Y = 2
print(F.X|F.Y, repr(F.X|F.Y), repr(~F.X), F(8), repr(F(0)), F.X | 4)
class G(enum.Flag):
    X = enum.auto()
    Y = enum.auto()
print(G.X|G.Y, repr(~G.X), G.X in (G.X|G.Y), repr(G(0)))
print(enum.Enum('Z', 'a b c').b, enum.IntEnum('W', 'p q').q + 1)
try: C(9)
except ValueError as e: print(e)
x=[1,[2,3],{'a':(1,[4])}]; y=copy.deepcopy(x); y[1].append(9); print(x,y,copy.copy(x)==x)
@contextlib.contextmanager
def cm():
    print('in'); 
    try: yield 5
    finally: print('out')
with cm() as v: print(v)
with contextlib.suppress(KeyError): {}['a']
with contextlib.ExitStack() as s:
    s.enter_context(cm()); s.callback(print, 'cb')
print(string.Template('$a ${b} $$').substitute(a=1,b=2), string.capwords('hello world'), string.ascii_letters)
def f():
    try: 1/0
    except ZeroDivisionError: raise KeyError('k')
try: f()
except KeyError: print(traceback.format_exc())
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); warnings.warn('hey'); print(w[0].message, w[0].category, w[0].lineno)
