# What is done for objects that are dropped, each time followed by a collection.
import gc
import weakref


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Plain:
    pass


def drop(*args):
    pass


def instance():
    n = Noisy("local")
    drop(n)


instance()
gc.collect()


def cycle():
    a, b = Plain(), Plain()
    a.other, b.other = b, a
    return weakref.ref(a, lambda ref: print("callback", ref() is None))


ref = cycle()
drop(1)
gc.collect()
print(ref())


def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        print("closed", name)


def begun():
    g = numbers("begun")
    return next(g)


got = begun()
gc.collect()
print(got)


def broken():
    for x in numbers("loop"):
        break


broken()
gc.collect()

kept = numbers("kept")
print(next(kept))
gc.collect()
print(list(kept))

table = weakref.WeakValueDictionary()


def fill():
    p = Plain()
    table["p"] = p
    print(len(table))


fill()
drop(2)
gc.collect()
print(len(table), gc.isenabled())
for bad in (-1, 3):
    try:
        gc.collect(bad)
    except ValueError as e:
        print(e)

many = [0]


class Counted:
    def __del__(self):
        many[0] += 1


for i in range(20000):
    Counted()
print(many[0] > 5000)
last = Noisy("at exit")
