class B:
    def do(self,pre=None): return self
    def w(self, *a): return a
    do.b = lambda *a: a
    def __call__(self, *a, **k): return ('CALL', a, k)
b = B()
print(b.do(pre=1).w(2))
print(b.do.b(3))
print(b.do(4).w(*b.do(pre=5).w(6)))
print(b.do().do(pre=b.w(1, b.w(2).count(3))).w(b.do.b(1), -b.w(1).index(1)))
