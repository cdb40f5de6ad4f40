"""Asynchronous generators and comprehensions, driven by hand."""


class Pause:
    def __init__(self, log, value):
        self.log, self.value = log, value

    def __await__(self):
        self.log.append(self.value)
        return (yield self.value)


def run(coro):
    pauses = []
    value = None
    while True:
        try:
            value = coro.send(value)
        except StopIteration as stop:
            return stop.value, pauses
        pauses.append(value)
        value = "resumed-%s" % value


log = []


async def agen(n):
    try:
        for i in range(n):
            got = await Pause(log, i)
            sent = yield (i, got)
            if sent:
                log.append(("sent", sent))
    finally:
        await Pause(log, "closing")


async def collect():
    return [x async for x in agen(3)]


async def filtered():
    evens = {i: got async for i, got in agen(5) if i % 2 == 0}
    odd = {i async for i, _ in agen(4) if await is_odd(i)}
    nested = [(i, j) async for i, _ in agen(2) for j in "xy"]
    gen = (i * 10 async for i, _ in agen(2))
    return evens, sorted(odd), nested, [v async for v in gen]


async def is_odd(i):
    await Pause(log, "odd?")
    return i % 2


async def manual():
    g = agen(4)
    out = [await g.__anext__(), await g.asend("hello"), await g.asend(None)]
    try:
        out.append(await g.athrow(ValueError("thrown")))
    except ValueError as e:
        out.append(repr(e))
    try:
        await g.__anext__()
    except StopAsyncIteration:
        out.append("stopped")
    h = agen(2)
    await h.__anext__()
    await h.aclose()
    return out, type(g).__name__, g.ag_running


async def breaking():
    source = agen(10)
    async for i, got in source:
        if i == 2:
            break
    else:
        return "no break"
    await source.aclose()
    return "broke at %d" % i


print(run(collect()))
print(run(filtered()))
print(run(manual()))
del log[:]
print(run(breaking())[0])
print(log)


async def awaits_in_comprehension():
    return [await Pause(log, c) for c in "ab"], sum([await Pause(log, n) and n for n in (1, 2)])


print(run(awaits_in_comprehension()))


class NotAsync:
    pass


async def bad():
    async for _ in NotAsync():
        pass

try:
    run(bad())
except TypeError as e:
    print(e)


async def bad_with():
    async with NotAsync():
        pass

try:
    run(bad_with())
except AttributeError as e:
    print(e)


async def bad_await():
    await 3

try:
    run(bad_await())
except TypeError as e:
    print(e)
