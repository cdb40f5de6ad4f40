"""A small Lisp: reader, environments, closures, tail calls by a loop."""


class Symbol(str):
    pass


class LispError(Exception):
    pass


def tokenize(text):
    return text.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()


def read(tokens):
    if not tokens:
        raise LispError("unexpected end")
    token = tokens.pop(0)
    if token == "(":
        items = []
        while tokens and tokens[0] != ")":
            items.append(read(tokens))
        if not tokens:
            raise LispError("missing )")
        tokens.pop(0)
        return items
    if token == ")":
        raise LispError("unexpected )")
    if token == "'":
        return [Symbol("quote"), read(tokens)]
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            pass
    return Symbol(token)


class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise LispError("unbound: " + name)


class Lambda:
    def __init__(self, params, body, env):
        self.params, self.body, self.env = params, body, env


def fold(f):
    def run(*args):
        result = args[0]
        for arg in args[1:]:
            result = f(result, arg)
        return result
    return run


GLOBAL = Env()
GLOBAL.update({
    "+": fold(lambda a, b: a + b), "-": fold(lambda a, b: a - b), "*": fold(lambda a, b: a * b),
    "<": lambda a, b: a < b, "=": lambda a, b: a == b, "cons": lambda a, b: [a] + b,
    "car": lambda a: a[0], "cdr": lambda a: a[1:], "null?": lambda a: a == [],
    "list": lambda *a: list(a), "mod": lambda a, b: a % b,
})


def evaluate(x, env):
    while True:
        if isinstance(x, Symbol):
            return env.find(x)[x]
        if not isinstance(x, list):
            return x
        if not x:
            return []
        head = x[0]
        if head == "quote":
            return x[1]
        if head == "if":
            x = x[2] if evaluate(x[1], env) else x[3]
            continue
        if head == "define":
            if isinstance(x[1], list):
                env[x[1][0]] = Lambda(x[1][1:], x[2], env)
            else:
                env[x[1]] = evaluate(x[2], env)
            return None
        if head == "lambda":
            return Lambda(x[1], x[2], env)
        if head == "let":
            names = [pair[0] for pair in x[1]]
            values = [evaluate(pair[1], env) for pair in x[1]]
            env, x = Env(names, values, env), x[2]
            continue
        f, *args = [evaluate(item, env) for item in x]
        if isinstance(f, Lambda):
            if len(args) != len(f.params):
                raise LispError("wants %d arguments, got %d" % (len(f.params), len(args)))
            x, env = f.body, Env(f.params, args, f.env)
            continue
        return f(*args)


def show(x):
    if isinstance(x, list):
        return "(" + " ".join(map(show, x)) + ")"
    if isinstance(x, Lambda):
        return "#<lambda/%d>" % len(x.params)
    return {True: "#t", False: "#f"}.get(x, str(x)) if isinstance(x, bool) else str(x)


PROGRAM = """
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(fact 25)
(define (count n acc) (if (= n 0) acc (count (- n 1) (+ acc n))))
(count 3000 0)
(define (map f xs) (if (null? xs) '() (cons (f (car xs)) (map f (cdr xs)))))
(map (lambda (x) (* x x 1.5)) '(1 2 3 4))
(define (adder n) (lambda (x) (+ x n)))
((adder 10) 32)
(let ((a 3) (b 4)) (list a b (+ a b) (< a b)))
adder
'(a (b c) () 'd)
(fact)
(undefined 1)
(car '())
(define (gcd a b) (if (= b 0) a (gcd b (mod a b))))
(gcd 1071 462)
"""

for line in PROGRAM.strip().split("\n"):
    try:
        result = evaluate(read(tokenize(line)), GLOBAL)
        if result is not None:
            print(show(result))
    except (LispError, IndexError) as e:
        print("%s: %s" % (type(e).__name__, e))
