# needs: dis
import dis


def myfunc(alist):
    return len(alist)


def everything(a, *args, key=None, **kw):
    total = 0
    for i, x in enumerate(args):
        try:
            total += x if x > 0 else -x
        except TypeError as e:
            print(f"{x!r:>5} {e}")
            continue
        finally:
            total -= 1
    with open(a) as f:
        data = [line.strip() for line in f if line]
    while total and not key:
        total, key = key, total
    return {"a": a, **kw}, lambda: total


dis.dis(myfunc)
dis.dis(everything)
print(dis.code_info(myfunc))
print([i.opname for i in dis.get_instructions("x = a.b[c](d, *e, f=1)")])
print(dis.stack_effect(dis.opmap["CALL_FUNCTION"], 3), len(dis.opmap), dis.cmp_op[:4])
dis.dis("del x[0]\nassert y, 'm'\n")
