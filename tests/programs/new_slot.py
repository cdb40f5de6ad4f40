# __new__ assigned and deleted: what the inherited slot does.
class A(object):
    def __new__(cls, *args, **kwargs):
        raise AssertionError("A.__new__")
class B(A):
    __new__ = object.__new__
    def __init__(self, foo):
        self.foo = foo
def t(f,*a):
    try: print(f(*a).__class__.__name__)
    except Exception as e: print(type(e).__name__, e)
t(B,3)
t(B)
t(A)
class C:
    __new__=object.__new__
    def __init__(self,a): pass
t(C,3)
del B.__new__
t(B,3)
t(B)
del A.__new__
t(A)
t(A,3)
t(B,3)
class D(A): 
    def __init__(self,a): pass
t(D,3)
class E:
    def __new__(cls,*a): return object.__new__(cls)
    def __init__(self,a): pass
t(E,3)
E.__new__=object.__new__
t(E,3)
del E.__new__
t(E,3)
class F(E): pass
t(F,3)
E.__new__=lambda c,*a: object.__new__(c)
t(F,3)
del E.__new__
t(F,3); t(E,3)
