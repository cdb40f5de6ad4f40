"""A SyntaxError from compile(), printed by the interpreter itself."""
for source in ["x = (", "def f(:\n pass", "a b", "1 = x", "return 5", "for x in y", "  indented", "if x:\npass", "'abc", "x = 08", "break", "f(a=1, 2)", "def f(a, a): pass", "nonlocal x", "a = yield", "lambda: (yield) = 1",
               "print 'hi'", "try:\n  pass", "\tx\n        y", "if 1:\n\tx\n        y", "def f():\n  x = 1\n  global x", "f'{a b}'", "f'{}'", "x = 5 +", "del f()", "(a, b) += 1", "None = 1", "class A: return", "import a.b as", "from . import *\ndef", "'\\N{nope}'",
               "b'é'", "*a = 1", "[*a for a in b]", "async def f(): yield from x", "await x", "x: int: str", "def f(*): pass", "continue", "\\ x", "$", "é = 1 ¿", "with a as 5: pass", "assert (a, b) = 1", "f(**a, *b)", "f(x for x in y, 1)", "0xg", "1__0", "'''abc"]:
    try:
        compile(source, "<test>", "exec")
        print(repr(source), "compiles")
    except SyntaxError as e:
        print(repr(source), type(e).__name__, e.msg, e.lineno, e.offset, repr(e.text))
exec("ok = 1")
exec("def g():\n    return 1 +* 2\n")
