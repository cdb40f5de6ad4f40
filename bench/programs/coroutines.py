# Coroutines that await each other, driven by a loop of our own.
import types


@types.coroutine
def pause(v):
    return (yield v)


async def leaf(n):
    await pause(n)
    return n * 2


async def branch(n):
    total = 0
    for i in range(n):
        total += await leaf(i)
    return total


async def quick(x):
    return x


async def ready(n):
    total = 0
    for i in range(n):
        total += await quick(i)
    return total


def run(coroutines):
    waiting = list(coroutines)
    done = []
    while waiting:
        still = []
        for c in waiting:
            try:
                c.send(None)
                still.append(c)
            except StopIteration as e:
                done.append(e.value)
        waiting = still
    return done


LOOPS = 100


def main():
    return sum(run(branch(60) for _ in range(60))), run([ready(12000)])[0]
