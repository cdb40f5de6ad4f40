# Copies of nested structures and instances.
import copy


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


LOOPS = 140


def main():
    n = 0
    for _ in range(60):
        x = {"list": [1, 2, (3, 4, [5])], "dict": {i: str(i) for i in range(10)}, "set": {1, 2}}
        first = Node(1)
        first.next = Node([1, 2])
        first.next.next = first
        y = copy.deepcopy([x, first, first])
        n += len(y[0]["dict"]) + (y[1] is y[2]) + (y[1].next.next is y[1])
    return n
