# What gc tells of objects, and finalizers of built-in types' subclasses, trees and cycles.
import gc
import sys

print(sorted(gc.get_referents([1, 3, 5], (1,), {1: 2})), gc.get_referents(1, "a", 4j))
objects = [(), (1, "a"), ([],), ({},), {}, {1: 2}, {1: []}, {1: {}}, {1: ()}, [], set(), 1, 1.5, "a",
           b"a", bytearray(), None, object(), type, int, len, gc, range(3)]


class Plain:
    pass


class Bare:
    __slots__ = ()


class Int(int):
    pass


objects += [Plain, Plain(), Bare, Bare(), Int(3)]
gc.collect()
print([gc.is_tracked(o) for o in objects])
inner = []
outer = [inner]
holder = Plain()
holder.inner = inner
found = gc.get_referrers(inner)
print(outer in found, holder.__dict__ in found, globals() in found)
print(any(o is outer for o in gc.get_objects()))

log = []


class List(list):
    def __del__(self):
        log.append(("list", len(self)))


class Node:
    def __init__(self, name, kids):
        self.name = name
        self.kids = kids

    def __del__(self):
        log.append((self.name, [k.name for k in self.kids], id(self) == self.id))


def tree():
    nodes = [Node("leaf", []), Node("twig", ())]
    root = Node("root", nodes)
    me = Node("me", [])
    me.kids.append(me)
    for n in nodes + [root, me]:
        n.id = id(n)
    List([1, 2])


tree()
gc.collect()
print(sorted(log, key=str))
gc.collect(0)
print(gc.get_count()[1:])
gc.collect()
print(gc.get_count()[1:])
