# The modules ast and tokenize.
import __future__
import ast
import io
import tokenize

SOURCE = '''\
# comment
async def f(a, *, b=1):
    """doc"""
    await g(0x1F, 1e5, 2j)   # more
\tif 0: pass
def g():
  async = (1,
     2)
  return b"x" rb'y' \\
     f"""z
{a}""" ... @ -> !
x = 1'''
for source in SOURCE.replace("\t", "    "), SOURCE, "(1,\n", "'''x", "a = 'x\nb", "  x\n y\n", "async\ndef f(): pass":
    try:
        for t in tokenize.tokenize(io.BytesIO(source.encode()).readline):
            print(t, tokenize.tok_name[t.exact_type])
    except Exception as e:
        print(type(e).__name__, e)
    try:
        toks = list(tokenize.generate_tokens(io.StringIO(source).readline))
        print(tokenize.untokenize(toks) == source, repr(tokenize.untokenize(t[:2] for t in toks)))
    except Exception as e:
        print(type(e).__name__, e)
for data in (b"# coding: latin-1\n", b"\xef\xbb\xbfx\n", b"\n# vim: coding=utf_8\n", b"x\n# coding: x", b"# coding: nope",
             b"\xef\xbb\xbf# coding: latin-1", b"", b"\xff"):
    try:
        print(tokenize.detect_encoding(io.BytesIO(data).readline))
    except SyntaxError as e:
        print("SyntaxError", e)
for s in ("1+2j", "-1", "[1,(2,),{3:4},{5}]", "b'x'", "None", "x", "...", "f'x'", "- -1", "not True", "{**{}}", "1+2"):
    try:
        print(ast.literal_eval(s))
    except ValueError as e:
        print(str(e).split(" at ")[0])
tree = ast.parse("def f(x):\n  'doc\\n    more'\n  return x + 1, [a for a in b]")
print(ast.dump(tree))
print(ast.dump(tree.body[0].args, False, True))


class Names(ast.NodeVisitor):
    def visit_Name(self, node):
        print(node.id, type(node.ctx).__name__)


class Double(ast.NodeTransformer):
    def visit_Num(self, node):
        return ast.copy_location(ast.BinOp(node, ast.Mult(), ast.Num(2)), node)

    def visit_Pass(self, node):
        return None


Names().visit(tree)
tree = ast.fix_missing_locations(Double().visit(ast.parse("x = 4 + 5; pass")))
ns = {}
exec(compile(tree, "", "exec"), ns)
print(ns["x"], [type(n).__name__ for n in ast.walk(tree)])
print([n.lineno for n in ast.walk(ast.increment_lineno(tree, 3)) if hasattr(n, "lineno")])
print(__future__.division, __future__.generator_stop.compiler_flag)
