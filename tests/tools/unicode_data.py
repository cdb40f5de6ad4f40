"""Writes lib/util/unicode_data.ts and unicode_decomposition.ts from CPython 3.6's unicodedata.

Run it with CPython 3.6 in the folder of the checkout, then `deno fmt` the two files.
"""
import unicodedata as u
from fractions import Fraction
o=u.ucd_3_2_0
D='0123456789abcdefghijklmnopqrstuvwxyz'
def b36(n):
    if n==0: return '0'
    s=''
    while n: n,r=divmod(n,36); s=D[r]+s
    return s
N=0x110000
recs={};runs=[];last=None
for c in range(N):
    ch=chr(c); k=(u.category(ch),u.bidirectional(ch),u.combining(ch),u.east_asian_width(ch),u.mirrored(ch))
    i=recs.setdefault(k,len(recs))
    if i!=last: runs.append([1,i]); last=i
    else: runs[-1][0]+=1
records=' '.join('%s,%s,%d,%s,%d'%k for k in recs)
runtext=' '.join((b36(n) if n>1 else '')+'.'+b36(i) for n,i in runs)
# 3.2: lengths of runs that are (un)assigned relative to 9.0, alternately
un=[];last=False;un.append(0)
for c in range(N):
    ch=chr(c); x=o.category(ch)=='Cn' and u.category(ch)!='Cn'
    if x!=last: un.append(0); last=x
    un[-1]+=1
untext=' '.join(map(b36,un))
# other changes
ch32=[]
for c in range(N):
    ch=chr(c)
    if o.category(ch)=='Cn': continue
    a=(u.category(ch),u.bidirectional(ch),u.combining(ch),u.east_asian_width(ch),u.mirrored(ch))
    b=(o.category(ch),o.bidirectional(ch),o.combining(ch),o.east_asian_width(ch),o.mirrored(ch))
    if a!=b: ch32.append((c,tuple('' if p==q else str(q) for p,q in zip(a,b))))
# runs of the same change
out=[];
for c,k in ch32:
    if out and out[-1][2]==k and out[-1][0]+out[-1][1]==c: out[-1][1]+=1
    else: out.append([c,1,k])
changes=' '.join('%s,%s,%s'%(b36(c),b36(n) if n>1 else '',','.join(k)) for c,n,k in out)
for c in range(N):
    ch=chr(c)
    if o.category(ch)=='Cn':
        g=(o.bidirectional(ch),o.combining(ch),o.east_asian_width(ch),o.mirrored(ch))
        if u.category(ch)=='Cn': assert g==(u.bidirectional(ch),u.combining(ch),u.east_asian_width(ch),u.mirrored(ch)),c
        else:
            h=(u.bidirectional(ch),u.combining(ch),u.east_asian_width(ch),u.mirrored(ch)); 
            unset=globals().setdefault('unset',set()); unset.add(g if g!=h else 'same')
            if g!=h and g[0]!='': cc=globals().setdefault('cc',[]); cc.append(hex(c))
tags=[];ents=[];prev=-1;excl=[]
for c in range(N):
    ch=chr(c); d=u.decomposition(ch)
    if o.category(ch)=='Cn': assert o.decomposition(ch)=='',c
    else: assert o.decomposition(ch)==d,c
    if not d: continue
    p=d.split(); t=''
    if p[0][0]=='<':
        if p[0] not in tags: tags.append(p[0])
        t=chr(65+tags.index(p[0])); p=p[1:]
    pts=[int(x,16) for x in p]
    e=(b36(c-prev) if c-prev>1 else '')+(t or ':')+','.join((('+' + b36(q-c)) if 0<q-c<1000 else b36(q)) for q in pts)
    ents.append(e); prev=c
    if not t and len(pts)==2 and u.normalize('NFC',u.normalize('NFD',ch))!=ch: excl.append(c)
    if not t and len(pts)==1: assert u.normalize('NFC',ch)!=ch
decomp=' '.join(ents)
num=[]
def fr(v):
    f=Fraction(v).limit_denominator(1000000); assert float(f)==v,(v,f); return f
for c in range(N):
    v=u.numeric(chr(c),None)
    if v is None: continue
    f=fr(v)
    if num and num[-1][0]+num[-1][1]==c and f.denominator==1 and num[-1][2].denominator==1:
        s=num[-1]
        if s[1]==1 and f-s[2] in(0,1): s[3]=int(f-s[2]); s[1]+=1; continue
        if s[1]>1 and f==s[2]+s[3]*s[1]: s[1]+=1; continue
    num.append([c,1,f,0])
numtext=' '.join('%s,%s,%s%s'%(b36(c),b36(n) if n>1 else '',v,'' if s else ',0') if n>1 else '%s,,%s'%(b36(c),v) for c,n,v,s in num)
def wrap(s,w=96):
    lines=[];cur=''
    for e in s.split(' '):
        if len(cur)+1+len(e)>w: lines.append(cur); cur=e
        else: cur=cur+' '+e if cur else e
    lines.append(cur)
    return '\n'.join(lines)
def const(doc,name,s): return '/** %s */\nexport const %s = (): string =>\n  `%s`;\n'%(doc,name,wrap(s).lstrip())
f=open('lib/util/unicode_data.ts','w')
f.write('''/**
 * Data of Unicode 9.0 that module unicodedata tells, packed; recorded from
 * CPython 3.6's answers by tests/tools/unicode_data.py. Numbers are in base 36,
 * entries are separated by blanks.
 *
 * @module
 */

''')
f.write(const('Records: category, bidirectional class, combining class, east asian width, mirrored.','RECORDS',records)+'\n')
f.write(const('Runs of code points from 0 on: how many (none: one), the number of their record.','RUNS',runtext)+'\n')
f.write(const('Lengths of runs of code points that 9.0 has and 3.2 has not, after runs of all others, in turn.','NEW_SINCE_3_2',untext)+'\n')
f.write(const('What 3.2 had otherwise: first code point, how many, and the fields of a record that differ.','CHANGED_SINCE_3_2',changes)+'\n')
f.write(const('Numeric values: first code point, how many, value of the first, and 0 where it stays so.','NUMERIC',numtext)+'\n')
f.write(const('Characters that decompose canonically in two but are never composed.','NOT_COMPOSED',' '.join(map(b36,excl))))
f.close()
f=open('lib/util/unicode_decomposition.ts','w')
f.write('''/**
 * Decompositions of Unicode 9.0, packed; recorded from CPython 3.6's answers by
 * tests/tools/unicode_data.py.
 *
 * @module
 */

/** The tags of compatibility decompositions. */
export const TAGS: readonly string[] = %s;

'''%str(tags).replace("'",'"'))
f.write(const('Distance from the one before (none: 1), a letter for the tag or a colon for none, and\n * the code points in base 36, with + for a distance.','DECOMPOSITIONS',decomp))
f.close()
