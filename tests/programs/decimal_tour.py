import random
from decimal import *
r=random.Random(5)
for prec in (2, 9, 28):
    for rnd in (ROUND_HALF_EVEN, ROUND_UP, ROUND_05UP, ROUND_FLOOR):
        c=Context(prec=prec, rounding=rnd, traps=[])
        for i in range(2):
            def num(lo=-12,hi=6):
                return Decimal((r.randint(0,1), tuple(int(d) for d in str(r.randint(0,10**r.randint(1,prec+5)))), r.randint(lo,hi)))
            a=num(); b=num()
            for f in ('add','subtract','multiply','divide','divide_int','remainder','remainder_near','quantize','max','min','power','compare','next_toward'):
                c.clear_flags()
                if f=='power' and (abs(b)>10000): continue
                print(prec,rnd,f,a,b,getattr(c,f)(a,b),c.flags and [k.__name__ for k in c.flags if c.flags[k]])
            for f in ('sqrt','ln','log10','exp','normalize','to_integral_exact','next_plus','logb'):
                c.clear_flags()
                for x in (a, abs(a), 1+abs(a)/10**12):
                    print(prec,rnd,f,x,getattr(c,f)(x), [k.__name__ for k in c.flags if c.flags[k]])
            for sp in ('','.3f','e','.4e','010,.2f','.5g','%','+.0f'):
                print(sp, format(a,sp))
            print(hash(a), a==float(a), float(a), a.as_integer_ratio(), a.as_tuple())


def attempt(text):
    try:
        print(text, '->', eval(text))
    except Exception as e:
        print(text, '->', type(e).__name__, e)


D = Decimal
for text in ["D('abc')", "D(1)/D(0)", "D(0)/D(0)", "D(1)<D('nan')", "D((2,(1,),0))", "D(None)",
             "int(D('inf'))", "hash(D('snan'))", "D(1)+1.5", "D(0)**0", "pow(D(2),3,5)",
             "D('1').quantize(D('1e1'),'foo')", "format(D('123456.789'),'020,.2f')",
             "round(D('1.5'))", "Context(prec=0)", "Context(rounding=1)", "getcontext()",
             "D.from_float(1.1)", "D(1).compare('a')", "Context(prec=4).__reduce__()",
             "D('9.99e10').to_eng_string()", "BasicContext.traps", "ExtendedContext"]:
    attempt(text)
with localcontext() as ctx:
    ctx.prec = 50
    ctx.traps[FloatOperation] = True
    print(Decimal(2).sqrt())
    attempt("D(1.5)")
print(getcontext().prec)
