# Fields of str.format, range_iterator, precisions, deque copies.
for f,a in (('{:{f}}{g}{}',(1,3)),("{0[{}",(1,)),("{0!x}",(3,)),("{",()),("}",()),("{{0}",()),("{0[{1}]}",([1,2],1)),("{a{b}}",()),("{0[}",()),("{:{}} {}",(1,)),("{0.a{b}}",(1,)),("{0[{0]}",({'{0':5},)), ("{0!}",(3,)), ("{0!rs}",(3,)),("{!}",(3,)),("{!r",(3,)),("{0:{1:{2}}}",(1,2,3)),("{a.b[c]d}",()),("{0{1}}",(3,4)),("{0[x]y}",({'x':1},)),("{}{",(1,)),("}{",(1,))):
    try: print(f, f.format(*a, g='g', f=3))
    except Exception as e: print(f, type(e).__name__, e)
R=type(iter(range(0)))
import warnings; warnings.simplefilter('ignore')
for a in ((1,3,1),(),(1,),(1,1,1,1),(1,1,0),(2**63,1,1),(1,'a',1)):
    try: print(list(R(*a)))
    except Exception as e: print(a,type(e).__name__, e)
try: R(a=1)
except Exception as e: print(e)
for f in (lambda: format(1.2,".2147483648f"), lambda: format(1.2j,".2147483648f"), lambda: '%.2147483648f'%1.2, lambda: format(3,".2147483648f"), lambda: format(1.2, "2147483648f") if 0 else 0, lambda: format('a','.99999999999999999999s'),lambda: format('a','.9223372036854775808s')):
    try: print(len(str(f())))
    except Exception as e: print(type(e).__name__, e)
print(frozenset() is frozenset(), frozenset([]) is frozenset(), frozenset(set()) is frozenset(), type('F',(frozenset,),{})() is frozenset(), frozenset({1})-frozenset({1}) is frozenset(), frozenset(frozenset()) is frozenset())
print(zip.__text_signature__, map.__text_signature__, int.__text_signature__, object.__text_signature__)
from collections import deque
class X(deque): pass
X.__new__=lambda c,*a,**k:[42]
d=deque.__new__(X)
for f in (lambda: d*42, lambda:d+deque([1]), lambda: d.copy()):
    try: print(f())
    except TypeError as e: print(e)
