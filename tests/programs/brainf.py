"""A Brainf*** interpreter with precomputed jumps, and a stack machine with an assembler."""


def run(program, data=""):
    jumps, stack = {}, []
    for i, c in enumerate(program):
        if c == "[":
            stack.append(i)
        elif c == "]":
            j = stack.pop()
            jumps[i], jumps[j] = j, i
    tape, pointer, pc, out, feed, steps = [0] * 100, 0, 0, [], iter(data), 0
    while pc < len(program):
        c = program[pc]
        if c == ">":
            pointer += 1
        elif c == "<":
            pointer -= 1
        elif c == "+":
            tape[pointer] = (tape[pointer] + 1) & 255
        elif c == "-":
            tape[pointer] = (tape[pointer] - 1) & 255
        elif c == ".":
            out.append(chr(tape[pointer]))
        elif c == ",":
            tape[pointer] = ord(next(feed, "\0"))
        elif c == "[" and not tape[pointer] or c == "]" and tape[pointer]:
            pc = jumps[pc]
        pc += 1
        steps += 1
    return "".join(out), steps


print(run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."))
print(run(",[.,]", "echo"), run("++>+++++[<+>-]++++++++[<++++++>-]<."), run(">,[>,]<[.<]", "reverse"))
CODE = """
    push 0
    store sum
    push 1000
loop: dup
    jz end
    dup
    load sum
    add
    store sum
    push 1
    sub
    jmp loop
end: load sum
    print
    push 6
    call fact
    print
    halt
fact: dup
    push 2
    lt
    jz more
    pop
    push 1
    ret
more: dup
    push 1
    sub
    call fact
    mul
    ret
"""


def assemble(text):
    labels, code = {}, []
    for line in text.strip().splitlines():
        label, colon, rest = line.rpartition(":")
        if colon:
            labels[label.strip()] = len(code)
        op, *args = rest.split()
        code.append((op, args[0] if args else None))
    return [(op, labels.get(a, int(a) if a and a.lstrip("-").isdigit() else a)) for op, a in code]


class Machine:
    def __init__(self, code):
        self.code, self.pc, self.stack, self.calls, self.vars, self.steps = code, 0, [], [], {}, 0

    def run(self):
        ops = {n[3:]: getattr(self, n) for n in dir(self) if n.startswith("op_")}
        while self.pc >= 0:
            op, arg = self.code[self.pc]
            self.pc += 1
            self.steps += 1
            ops[op](*([] if arg is None else [arg]))
        return self.steps

    def op_push(self, n): self.stack.append(n)
    def op_pop(self): self.stack.pop()
    def op_dup(self): self.stack.append(self.stack[-1])
    def op_store(self, name): self.vars[name] = self.stack.pop()
    def op_load(self, name): self.stack.append(self.vars[name])
    def op_print(self): print("out:", self.stack.pop())
    def op_jmp(self, to): self.pc = to
    def op_call(self, to): self.calls.append(self.pc); self.pc = to
    def op_ret(self): self.pc = self.calls.pop()
    def op_halt(self): self.pc = -1

    def op_jz(self, to):
        if not self.stack.pop():
            self.pc = to


def binary(f):
    def op(self):
        b, a = self.stack.pop(), self.stack.pop()
        self.stack.append(f(a, b))
    return op


for name, f in dict(add=lambda a, b: a + b, sub=lambda a, b: a - b, mul=lambda a, b: a * b, lt=lambda a, b: int(a < b)).items():
    setattr(Machine, "op_" + name, binary(f))
print(Machine(assemble(CODE)).run())
try:
    Machine([("pop", None)]).run()
except IndexError as e:
    print(e)
