"""A tokenizer as a generator, and a Pratt parser."""
import sys


class Token:
    __slots__ = ("kind", "text", "pos")

    def __init__(self, kind, text, pos):
        self.kind, self.text, self.pos = kind, text, pos

    def __repr__(self):
        return "Token(%s, %r, %d)" % (self.kind, self.text, self.pos)


def tokens(source):
    pos = 0
    while pos < len(source):
        c = source[pos]
        start = pos
        if c.isspace():
            pos += 1
            continue
        if c.isdigit() or c == ".":
            while pos < len(source) and (source[pos].isdigit() or source[pos] == "."):
                pos += 1
            yield Token("num", source[start:pos], start)
        elif c.isalpha() or c == "_":
            while pos < len(source) and (source[pos].isalnum() or source[pos] == "_"):
                pos += 1
            yield Token("name", source[start:pos], start)
        elif source[pos:pos + 2] in ("**", "//", "==", "<="):
            pos += 2
            yield Token("op", source[start:pos], start)
        elif c in "+-*/%()=,!<":
            pos += 1
            yield Token("op", c, start)
        else:
            raise SyntaxError("bad character %r at %d" % (c, pos))
    yield Token("end", "", pos)


BINARY = {"=": (1, True), "==": (5, False), "<": (5, False), "<=": (5, False), "+": (10, False), "-": (10, False),
          "*": (20, False), "/": (20, False), "//": (20, False), "%": (20, False), "**": (40, True)}


class Parser:
    def __init__(self, source):
        self.stream = tokens(source)
        self.advance()

    def advance(self):
        self.token, old = next(self.stream, None), getattr(self, "token", None)
        return old

    def parse(self):
        tree = self.expression(0)
        if self.token.kind != "end":
            raise SyntaxError("unexpected %r at %d" % (self.token.text, self.token.pos))
        return tree

    def expression(self, power):
        left = self.prefix(self.advance())
        while True:
            op = self.token.text
            if op == "!":
                self.advance()
                left = ("!", left)
                continue
            if op not in BINARY or BINARY[op][0] < power:
                return left
            self.advance()
            bind, right_assoc = BINARY[op]
            left = (op, left, self.expression(bind if right_assoc else bind + 1))

    def prefix(self, token):
        if token.kind == "num":
            return float(token.text) if "." in token.text else int(token.text)
        if token.kind == "name":
            if self.token.text != "(":
                return ("name", token.text)
            self.advance()
            args = []
            while self.token.text != ")":
                args.append(self.expression(2))
                if self.token.text == ",":
                    self.advance()
            self.advance()
            return ("call", token.text, args)
        if token.text == "-":
            return ("neg", self.expression(30))
        if token.text == "(":
            inner = self.expression(0)
            if self.advance().text != ")":
                raise SyntaxError("missing )")
            return inner
        raise SyntaxError("unexpected %r at %d" % (token.text or "end", token.pos))


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


OPS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b,
       "//": lambda a, b: a // b, "%": lambda a, b: a % b, "**": lambda a, b: a ** b, "!": factorial,
       "neg": lambda a: -a, "==": lambda a, b: a == b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b}
NAMES = {"pi": 3.14159, "max": max, "min": min, "abs": abs, "sum": lambda *a: sum(a)}


def evaluate(tree):
    if not isinstance(tree, tuple):
        return tree
    op, *rest = tree
    if op == "name":
        return NAMES[rest[0]]
    if op == "=":
        NAMES[rest[0][1]] = value = evaluate(rest[1])
        return value
    if op == "call":
        return NAMES[rest[0]](*map(evaluate, rest[1]))
    return OPS[op](*map(evaluate, rest))


print(list(tokens("a1 = 2**-3.5")))
for line in ["1 + 2 * 3", "2 ** 3 ** 2", "-2 ** 2", "(1 + 2) * -3", "7 // 2 + 7 % 3", "x = y = 5", "x * y + 1", "20!",
             "max(1, 2 * 3, 4) - min(2)", "sum(1, 2, 3, x)", "1 / 0", "1 +", "2 $ 3", "(1", "nope + 1", "3 3", "1 < 2",
             "abs(-2.5) ** 0.5", "2 ** 100 % 97", "pi * 2"]:
    try:
        tree = Parser(line).parse()
        print(line, "->", tree, "->", evaluate(tree))
    except Exception as e:
        print(line, "->", type(e).__name__, e)
sys.stdout.write("done\n")
