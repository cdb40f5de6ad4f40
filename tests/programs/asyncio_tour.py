import asyncio
import difflib
import doctest
import typing
from unittest import mock


async def work(n):
    await asyncio.sleep(0.01 * n)
    return n * n


async def numbers():
    for i in range(3):
        yield i
        await asyncio.sleep(0)


async def main(loop):
    print(await asyncio.gather(*[work(i) for i in range(4)]))
    done, pending = await asyncio.wait([work(0), work(50)], timeout=0.1)
    print(len(done), len(pending))
    for task in pending:
        task.cancel()
    print([x async for x in numbers()])
    queue = asyncio.Queue(maxsize=1)

    async def produce():
        for i in range(3):
            await queue.put(i)
    producer = asyncio.ensure_future(produce())
    print([await queue.get() for _ in range(3)], queue)
    await producer
    lock = asyncio.Lock()
    async with lock:
        print(lock.locked())
    try:
        await asyncio.wait_for(asyncio.sleep(5), 0.01)
    except asyncio.TimeoutError as e:
        print(type(e))
    task = loop.create_task(asyncio.sleep(5))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled())
    print(await loop.run_in_executor(None, lambda: "from a thread"))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.set_exception_handler(lambda loop, c: print(sorted(c), repr(c["exception"])))
loop.run_until_complete(main(loop))
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
try:
    loop.run_until_complete(asyncio.Future(loop=loop))
except RuntimeError as e:
    print(e)

print(typing.Dict[str, typing.List[typing.Optional[int]]])
print(typing.Callable[..., typing.Union[int, str]], typing.Tuple[()])
for line in difflib.unified_diff(["a", "b", "c"], ["a", "x", "c"], lineterm=""):
    print(line)
print("".join(difflib.ndiff(["one\n", "two\n"], ["one\n", "tow\n"])), end="")
m = mock.MagicMock(name="m")
m.method(1, key=2)
print(m.mock_calls, len(m), m.method.call_count)
try:
    m.method.assert_called_with(3)
except AssertionError as e:
    print(e)


def square(n):
    """
    >>> square(3)
    9
    >>> square(2)
    5
    """
    return n * n


doctest.run_docstring_examples(square, globals(), name="square")
