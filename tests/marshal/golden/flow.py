"""Control flow of every kind, for the verifier and the disassembler."""


def loops(xs, n):
    for x in xs:
        if x:
            continue
        while n:
            n -= 1
            if n == 3:
                break
        else:
            return x
    else:
        n = None
    return n


def tries(f, xs):
    for x in xs:
        try:
            f(x)
        except (ValueError, KeyError) as e:
            print(e)
            continue
        except TypeError:
            raise
        except Exception as e:
            raise RuntimeError from e
        else:
            f()
        finally:
            f(None)
    try:
        return f
    finally:
        for y in xs:
            try:
                break
            finally:
                del y


def withs(a, b):
    while a:
        with a as x, b:
            if x:
                continue
            if b:
                break
            return x
    try:
        with a:
            pass
    except Exception as e:
        with b as (c, *d):
            raise


def gen(a):
    x = yield a
    try:
        y = yield from x
    finally:
        yield
    return (y, x)


async def co(a, *, b=1, **kw):
    async with a as x, b:
        await x
    async for i in a:
        if i:
            continue
        await i
    else:
        await a
    return [j async for j in a if await j], {k: v for k, v in b}


async def agen(a):
    async for i in a:
        yield i
