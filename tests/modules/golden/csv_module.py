import _csv
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
for n in 'Dialect Error field_size_limit get_dialect list_dialects reader register_dialect unregister_dialect writer'.split():
    f=getattr(_csv,n)
    if callable(f): print(n); t(f); t(f,1); t(f,'x'); t(f,1,2,3)
_csv.field_size_limit(131072)
D=_csv.Dialect
for k in (dict(delimiter=''),dict(delimiter='ab'),dict(delimiter=1),dict(delimiter=None),dict(quotechar=''),dict(quotechar='ab'),dict(quotechar=None),dict(quotechar=None,quoting=0),dict(quoting=9),dict(quoting='x'),dict(quoting=None),dict(lineterminator=None),dict(lineterminator=1),dict(escapechar='ab'),dict(escapechar=1),dict(doublequote='x'),dict(doublequote=[]),dict(strict=1),dict(foo=1),dict(quoting=-1), dict(quoting=2**40), dict(lineterminator='')):
    print(k, end=' '); t(lambda: [(a,getattr(D(**k),a)) for a in 'delimiter doublequote escapechar lineterminator quotechar quoting skipinitialspace strict'.split()])
t(D,'nope'); t(D,1); t(D,object()); t(D,None)
class X: delimiter=';'
t(lambda: D(X).delimiter); t(lambda: D(X,delimiter=':').delimiter)
t(lambda: D(D).delimiter)
d=D(); print(d, [x for x in dir(d) if x[0]!='_']); t(setattr,d,'delimiter','x'); t(delattr,d,'quoting'); t(setattr,d,'foo','x')
def r(lines,**k):
    print(lines,k,end=' '); 
    def g(): 
        rd=_csv.reader(lines,**k); out=[]
        for x in rd: out.append((x,rd.line_num))
        return out
    t(g)
for s in ('','a','a,b','a,"b",c','a,"b""c"','"a\nb"','a b, c',' "a"','"a"b','a"b"',',','\r\n','\n','a\r','a\rb','"a','"a,b\n','a\0b','"a" ,b','""','"""','a\\,b','1,"2",x','a\n\nb'):
    for k in ({},dict(strict=True),dict(escapechar='\\'),dict(quoting=3),dict(quoting=2),dict(skipinitialspace=True),dict(quotechar=None,quoting=3),dict(doublequote=False),dict(doublequote=False,escapechar='\\'),dict(quoting=3,escapechar='\\')):
        r([s],**k)
r(['"a','b"','c']); r([1]); r([b'a']); r(5); r(['"a\n'],strict=True); r(['a\\'],escapechar='\\'); r(['a\\\n','b'],escapechar='\\')
print(_csv.field_size_limit(5)); r(['abcdefgh']); r(['abcde']); t(_csv.field_size_limit,'x'); t(_csv.field_size_limit,2**70); print(_csv.field_size_limit(131072))
class W:
    def write(self,s): print('W',repr(s)); return 7
def w(rows,**k):
    print(rows,k,end=' ')
    def g():
        x=_csv.writer(W(),**k); return [x.writerow(rw) for rw in rows]
    t(g)
for row in ([],[''],[None],['a'],['a','b'],['a,b'],['a"b'],['a\nb'],[1,2.5,None,True],[1e300,'x'],[' a'],['a\rb'],['a\\b'],['',''],[b'x'],['a\r\n'],["it's"],[0.1+0.2]):
    for k in ({},dict(quoting=1),dict(quoting=2),dict(quoting=3),dict(quoting=3,escapechar='\\'),dict(doublequote=False),dict(doublequote=False,escapechar='\\'),dict(lineterminator='!'),dict(quotechar="'"),dict(quotechar=None,quoting=3),dict(delimiter=' ')):
        w([row],**k)
w([5]); w(['abc']); w([None]); t(_csv.writer,5); t(_csv.writer); t(_csv.reader); x=_csv.writer(W()); t(x.writerows,[[1],[2]]); t(x.writerows,5); t(x.writerow); print([n for n in dir(x) if n[0]!='_'],x); print(x.dialect)
rd=_csv.reader(['a']); print([n for n in dir(rd) if n[0]!='_'],rd.line_num,type(rd),type(x)); t(setattr,rd,'line_num',1); t(setattr,x,'dialect',1)
t(_csv.register_dialect,'x'); print(_csv.list_dialects()); t(_csv.get_dialect,'x'); t(_csv.unregister_dialect,'x'); t(_csv.unregister_dialect,'x'); t(_csv.get_dialect,'x'); t(_csv.register_dialect,1); t(_csv.register_dialect,'x',5,6); t(_csv.register_dialect,'y',delimiter='zz')
t(_csv.reader,['a'],'nope'); t(_csv.reader,['a'],bad=1); t(type(rd)); t(type(x))
