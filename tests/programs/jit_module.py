# wordcode.jit: under CPython the same program has nothing to ask.
try:
    from wordcode import jit
except ImportError:
    jit = None

def f(a, b):
    return a + b

def g(n):
    for i in range(n):
        yield i

def looks():
    return locals()

if jit is not None:
    if jit.mode() != "off":
        before = jit.stats()["compiled"]
        events = []
        with jit.Hook(events.append):
            assert jit.compile(f) and jit.compile(g)
        assert [e["name"] for e in events if e["name"] in "fg"] == ["f", "g"], events
        assert jit.profile(f)["compiled"] and jit.stats()["compiled"] >= before + 2
        assert f(1, 2) == 3 and list(g(3)) == [0, 1, 2]
        assert not jit.compile(looks)
        t = jit.thresholds()
        jit.set_param("calls=10,edges=20")
        assert jit.thresholds() == {"calls": 10, "edges": 20}
        jit.set_param(**t)
        never = jit.never(lambda x: x)
        for i in range(300): never(i)
        assert not jit.profile(never)["compiled"]
    assert "function" in jit.source(f)
    assert jit.profile(looks)["never"] == "uses locals"
    for bad in ("x=1", "calls"):
        try:
            jit.set_param(bad)
        except ValueError:
            pass
        else:
            assert False
    try:
        jit.compile(len)
    except TypeError as e:
        assert str(e) == "expected a Python function, not builtin_function_or_method"
print(f(2, 3), sum(g(10)), sorted(looks()))
