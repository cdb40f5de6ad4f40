import _ast
t = compile("x = [1, *y]\ndef f(a, *b, c=2, **d) -> int:\n  return f'{a!r:>3}' if a else b[1:2, ::3]\nclass A(B, k=1): pass\n", "f", "exec", _ast.PyCF_ONLY_AST)
def dump(n):
    if isinstance(n, _ast.AST): return n.__class__.__name__ + '(' + ', '.join(k + '=' + dump(getattr(n, k)) for k in n._fields + n._attributes) + ')'
    if isinstance(n, list): return '[' + ', '.join(map(dump, n)) + ']'
    return repr(n)
print(dump(t))
c = compile(t, 'f', 'exec'); print(c.co_code)
ns = {'y': [2], 'B': object}
for e in ["_ast.Name()", "_ast.Name('x')", "_ast.Name('x', _ast.Load())", "_ast.Name(1,2,3)", "_ast.Pass(1)", "_ast.Name(id='q', lineno=3).__dict__", "_ast.BinOp._fields", "_ast.stmt._attributes", "_ast.Load().__reduce__()",
 "compile(_ast.Expression(_ast.Num(1, lineno=1, col_offset=0)), 'f', 'exec')","compile(_ast.Expression(_ast.Num(1)), 'f', 'eval')","eval(compile(_ast.Expression(_ast.Num(1, lineno=1, col_offset=0)), 'f', 'eval'))",
 "compile(_ast.Module(), 'f', 'exec')", "compile(_ast.Module([1]), 'f', 'exec')","compile(_ast.Module([None]), 'f', 'exec')", "compile(_ast.Module(3), 'f', 'exec')",
 "compile(_ast.Expression(_ast.Name('x', _ast.Store(), lineno=1, col_offset=0)), 'f', 'eval')", "compile(_ast.Expression(_ast.Name(3, _ast.Load(), lineno=1, col_offset=0)), 'f', 'eval')","compile(_ast.Module([_ast.If(_ast.Num(1,lineno=1,col_offset=0),[],[],lineno=1,col_offset=0)]),'f','exec')",
 "compile(_ast.Expression(_ast.Str(3,lineno=1,col_offset=0)),'f','eval')","compile(_ast.Expression(_ast.Expr(None,lineno=1,col_offset=0)),'f','eval')","compile(_ast.Expression(None),'f','eval')","_ast.AST()", "_ast.AST(1)", "_ast.Name.__bases__, _ast.Name.__module__, _ast.AST.__module__, _ast.Name.__doc__, repr(_ast.AST), repr(_ast.Name)"]:
    try: print(e, '->', eval(e))
    except Exception as x: print(e, '->', type(x).__name__, x)
class Sub(_ast.Name): 
    def __init__(self): super().__init__('z', _ast.Load()); self.lineno=1; self.col_offset=2
print(eval(compile(_ast.Expression(Sub()), 'f', 'eval'), {'z': 7}))
