"""async/await with an event loop of our own, and no asyncio."""


class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks

    def __await__(self):
        woken = yield ("sleep", self.ticks)
        return woken


class Future:
    def __init__(self):
        self.done, self.value, self.waiters = False, None, []

    def set(self, value):
        self.done, self.value = True, value

    def __await__(self):
        while not self.done:
            yield ("wait", self)
        return self.value


class Task(Future):
    def __init__(self, coro, name):
        super().__init__()
        self.coro, self.name, self.cancelled = coro, name, False


class Cancelled(Exception):
    pass


class Loop:
    def __init__(self):
        self.time = 0
        self.ready = []
        self.sleeping = []

    def spawn(self, coro, name):
        task = Task(coro, name)
        self.ready.append((task, None))
        return task

    def cancel(self, task):
        task.cancelled = True

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.sleeping.sort(key=lambda item: item[0])
                self.time, task = self.sleeping.pop(0)
                self.ready.append((task, self.time))
            task, value = self.ready.pop(0)
            try:
                if task.cancelled:
                    task.cancelled = False
                    request = task.coro.throw(Cancelled("cancelled at %d" % self.time))
                else:
                    request = task.coro.send(value)
            except StopIteration as stop:
                task.set(stop.value)
                print("%3d %s -> %r" % (self.time, task.name, stop.value))
                continue
            except Cancelled as e:
                task.set(e)
                print("%3d %s ! %s" % (self.time, task.name, e))
                continue
            kind, arg = request
            if kind == "sleep":
                self.sleeping.append((self.time + arg, task))
            elif arg.done:
                self.ready.append((task, None))
            else:
                self.sleeping.append((self.time + 1, task))


loop = Loop()


class Lock:
    held = False

    async def __aenter__(self):
        while self.held:
            await Sleep(1)
        self.held = True
        return self

    async def __aexit__(self, *exc):
        await Sleep(0)
        self.held = False
        return exc[0] is KeyError


class Ticker:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return await Sleep(2)


async def worker(name, lock, delay):
    await Sleep(delay)
    async with lock:
        print("%3d %s has the lock" % (loop.time, name))
        await Sleep(5)
        if name == "b":
            raise KeyError(name)
    return name.upper()


async def ticks():
    seen = []
    async for t in Ticker(3):
        seen.append(t)
    else:
        seen.append("end")
    return seen


async def forever():
    try:
        while True:
            await Sleep(3)
    finally:
        print("cleaned up at", loop.time)


async def main():
    lock = Lock()
    tasks = [loop.spawn(worker(n, lock, d), n) for n, d in (("a", 3), ("b", 1), ("c", 2))]
    ticker = loop.spawn(ticks(), "ticks")
    endless = loop.spawn(forever(), "forever")
    results = [await t for t in tasks]
    loop.cancel(endless)
    return results, await ticker


main_task = loop.spawn(main(), "main")
loop.run()
coro = main()
print(type(coro).__name__, coro.cr_running, coro.__name__)
coro.close()
try:
    coro.send(None)
except RuntimeError as e:
    print(e)
