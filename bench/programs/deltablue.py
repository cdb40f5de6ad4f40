# One-way constraints kept by a planner: a chain and a projection (after DeltaBlue's shape).
class Variable:
    __slots__ = ("value", "strength", "constraints", "determined", "mark", "stay")

    def __init__(self, value):
        self.value = value
        self.strength = 6
        self.constraints = []
        self.determined = None
        self.mark = 0
        self.stay = True


class Constraint:
    def __init__(self, strength, *variables):
        self.strength = strength
        self.variables = variables
        for v in variables:
            v.constraints.append(self)

    def output(self):
        return self.variables[-1]

    def inputs(self):
        return self.variables[:-1]

    def satisfy(self, mark):
        out = self.output()
        if out.determined is not None and out.strength <= self.strength:
            return None
        old = out.determined
        out.determined = self
        out.strength = max([self.strength] + [v.strength for v in self.inputs() if v.determined is not None] or [0])
        out.mark = mark
        return old

    def execute(self):
        raise NotImplementedError


class Equal(Constraint):
    def execute(self):
        self.output().value = self.variables[0].value


class Scale(Constraint):
    def execute(self):
        source, scale, offset, target = self.variables
        target.value = source.value * scale.value + offset.value


class Edit(Constraint):
    def execute(self):
        pass


def plan(start):
    todo = [start]
    order = []
    seen = set()
    while todo:
        v = todo.pop()
        for c in v.constraints:
            if id(c) not in seen and c.output() is not v and not isinstance(c, Edit):
                seen.add(id(c))
                order.append(c)
                todo.append(c.output())
    return order


LOOPS = 80


def main():
    chain = [Variable(i) for i in range(120)]
    for a, b in zip(chain, chain[1:]):
        Equal(1, a, b)
    scale, offset = Variable(10), Variable(1000)
    sources = [Variable(i) for i in range(120)]
    targets = [Variable(i) for i in range(120)]
    for s, t in zip(sources, targets):
        Scale(2, s, scale, offset, t)
    edit = Edit(0, chain[0])
    mark = 0
    for c in chain[0].constraints:
        mark += 1
        c.satisfy(mark)
    for _ in range(12):
        order = plan(chain[0])
        for i in range(8):
            chain[0].value = i
            for c in order:
                c.execute()
            assert chain[-1].value == i
    total = 0
    for k in range(6):
        scale.value = k
        for c in plan(scale):
            c.satisfy(k)
            c.execute()
        total += sum(t.value for t in targets)
    return total, edit.strength
