/** Nothing of the host is to be had that the host did not hand over. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { type PyCallable, type PyProxy, Python, PythonError } from "../../mod.ts";

/** Whether anything has been reached. */
const reached: unknown[] = [];
(globalThis as unknown as { pwned: (x: unknown) => void }).pwned = (x) => reached.push(x);

const NAMES = [
  "constructor",
  "__proto__",
  "prototype",
  "__defineGetter__",
  "__lookupGetter__",
  "hasOwnProperty",
  "toString",
  "valueOf",
  "caller",
  "callee",
  "arguments",
  "call",
  "apply",
  "bind",
  "isPrototypeOf",
];

Deno.test("a function is no way to other functions", () => {
  using python = new Python();
  class Base {
    inherited() {
      return 1;
    }
  }
  class Thing extends Base {
    static make() {
      return new Thing();
    }
    items = [1, 2];
    method() {
      return this;
    }
    get error() {
      return new Error("x");
    }
    promise = Promise.resolve(1);
    async *generate() {
      yield 1;
    }
  }
  python.globals.set("things", [
    () => 1,
    function f() {},
    async () => {},
    function* () {},
    class {},
    Thing,
    new Thing(),
    new Thing().method,
    Thing.make,
    new Error("e"),
    Promise.resolve(1),
    (function* () {
      yield 1;
    })(),
    new Proxy({}, {}),
    new (class extends Array {})(),
    /x/,
    new WeakMap(),
    Object.create({ own: 1 }),
  ]);
  for (const name of NAMES) {
    const found = python.run(`
found = []
for t in things:
    try:
        found.append((t, getattr(t, ${JSON.stringify(name)})))
    except AttributeError: pass
    try:
        if not isinstance(t, list): found.append((t, t[${JSON.stringify(name)}]))
    except (TypeError, KeyError, IndexError): pass
    try: setattr(t, ${JSON.stringify(name)}, 1) if ${JSON.stringify(name)}[:2] == '__' else 0
    except AttributeError: pass
[f for f in found if type(f[1]).__name__ != 'str']`) as PyProxy;
    // RegExp's toString is its own class's
    const harmless = found.len() === 0 || ["toString"].includes(name) || name === "valueOf";
    assert(harmless, `${name}: ${found}`);
  }
  assertEquals(python.evaluate("things[5].make().inherited()"), 1);
  for (
    const source of [
      "things[0].constructor.constructor('return this')()",
      "things[0].__class__.__base__.constructor",
      "things[6].method.constructor('pwned(1)')()",
      "things[5].constructor('pwned(2)')()",
      "type(things[0]).new(things[0].constructor, 'pwned(3)')",
      "things[9].constructor.captureStackTrace",
      "next(iter(things[11])).constructor.constructor",
      "things[6]['constructor']",
      "object.__getattribute__(things[0], 'value')",
      "object.__getattribute__(things[0], 'bridge')",
      "things[0].__dict__",
      "'{0.constructor}'.format(things[0])",
      "'{0.value}'.format(things[0])",
      "'{0[constructor]}'.format(things[6])",
    ]
  ) {
    const e = assertThrows(() => python.exec(source), PythonError);
    assert(["AttributeError", "TypeError", "KeyError"].includes(e.type), `${source}: ${e}`);
  }
  assertEquals(reached, []);
});

Deno.test("names of JavaScript's are names like others", () => {
  using python = new Python();
  for (const name of NAMES) {
    python.exec(`
class C:
    ${name}_ = 1
setattr(C, '${name}', 5)
c = C()
assert c.${name} == 5
c.${name} = 6
assert c.${name} == 6 and vars(c)['${name}'] == 6
del c.${name}
assert c.${name} == 5
d = {'${name}': 1}
assert list(d) == ['${name}'] and '${name}' in d and '${name}' not in {}
assert not hasattr(object(), '${name}') and not hasattr(1, '${name}') and not hasattr('', '${name}')
def f(**${name}): return ${name}
assert f(${name}=1) == {'${name}': 1}
def g(${name}): return ${name}
assert g(${name}=1) == 1 and g(*[2]) == 2
${name} = 7
assert globals()['${name}'] == 7 and ${name} == 7
import types
m = types.ModuleType('m')
try: m.${name}; raise SystemError
except AttributeError: pass
m.${name} = 3
assert m.${name} == 3
def loop():
    ${name} = 0
    while ${name} < 2000: ${name} += 1
    return ${name}
assert loop() == 2000
del ${name}
try: ${name}; raise SystemError
except NameError: pass
try: __import__('${name}'); raise SystemError
except ImportError: pass
S = type('${name}', (), {'__slots__': ['${name}']})
s = S(); s.${name} = 1
assert s.${name} == 1 and '{0.${name}}'.format(s) == '1' and '%(${name})s' % {'${name}': 2} == '2'
import collections, json, re
assert json.loads('{"${name}": 1}') == {'${name}': 1} and json.dumps({'${name}': 1}) == '{"${name}": 1}'
assert '${name}'.encode().decode() == '${name}'
`);
  }
  python.globals.set("__proto__", 5);
  assertEquals(python.globals.get("__proto__"), 5);
  assertEquals(python.globals.get("constructor"), undefined);
  assertEquals(python.globals.has("hasOwnProperty"), false);
  assertEquals(({} as { polluted?: unknown }).polluted, undefined);
});

Deno.test("Python cannot reach the prototypes of what it hands over", () => {
  using python = new Python();
  let got: Record<string, unknown> = {};
  python.globals.set("take", (o: Record<string, unknown>) => got = o);
  python.exec("take(**{'__proto__': {'polluted': 1}, 'constructor': 2})");
  assertEquals(Object.getPrototypeOf(got), Object.prototype);
  assertEquals(Object.keys(got), ["__proto__", "constructor"]);
  const copy = python.toJs(python.evaluate("{'__proto__': {'polluted': 1}}"), { dicts: "object" });
  assertEquals(Object.getPrototypeOf(copy), Object.prototype);
  assertEquals(({} as { polluted?: unknown }).polluted, undefined);
});

Deno.test("what the host throws is text to a program", () => {
  using python = new Python();
  const secret = { key: "secret" };
  python.globals.set("fail", () => {
    throw Object.assign(new Error("message"), { secret, constructor: Function });
  });
  python.globals.set("hostile", () => {
    throw new Proxy({}, {
      get() {
        throw new Error("trap");
      },
      getPrototypeOf() {
        throw new Error("trap");
      },
    });
  });
  python.exec(`
seen = []
for f in fail, hostile:
    try: f()
    except Exception as e:
        seen += [v for n in dir(e) if not n.startswith('__') for v in [getattr(e, n)]]
        seen += list(vars(e).values()) + list(e.args)
        assert e.stack == ''
kinds = sorted({type(v).__name__ for v in seen})
`);
  assertEquals(python.toJs(python.evaluate("[k for k in kinds if 'Js' in k]")), []);
});

Deno.test("a proxy's traps may throw anywhere", () => {
  using python = new Python();
  const trap = () => {
    throw new Error("trap");
  };
  const traps = Object.fromEntries(
    [
      "get",
      "set",
      "has",
      "deleteProperty",
      "ownKeys",
      "getOwnPropertyDescriptor",
      "apply",
      "construct",
      "defineProperty",
    ].map((name) => [name, trap]),
  );
  python.globals.set("o", new Proxy(class {}, traps));
  python.globals.set("get_o", () => new Proxy(function () {}, { ...traps, getPrototypeOf: trap }));
  for (
    const source of [
      "o.x",
      "o.x = 1",
      "del o.x",
      "o['x']",
      "o()",
      "o.new()",
      "len(o)",
      "iter(o)",
      "'x' in o",
      "dir(o)",
      "get_o()",
      "next(iter([get_o()])).x",
    ]
  ) {
    const e = assertThrows(() => python.exec(source), PythonError);
    assert(["js.Error", "TypeError", "AttributeError"].includes(e.type), `${source}: ${e}`);
  }
  assertEquals(python.evaluate("isinstance(repr(o), str) or True"), true);
  // errors of the host's values are the host's
  assertThrows(
    () =>
      python.globals.set("x", {
        get a() {
          throw new RangeError("mine");
        },
      }),
    RangeError,
    "mine",
  );
});

Deno.test("frames, formats and subclasses lead to nothing of the host", () => {
  using python = new Python();
  python.globals.set("f", () => 1);
  const found = python.run(`
import sys, gc, types
seen, todo = set(), [object, sys._getframe(), f, f'{f}', sys.modules, __builtins__]
def visit(o):
    if id(o) in seen or len(seen) > 20000: return
    seen.add(id(o)); keep.append(o); todo.append(o)
keep = []
while todo:
    o = todo.pop()
    for name in dir(o)[:100]:
        try: v = getattr(o, name)
        except BaseException: continue
        if not isinstance(v, (int, str, float)): visit(v)
    if isinstance(o, type):
        try: [visit(s) for s in type.__subclasses__(o)]
        except BaseException: pass
    if isinstance(o, (dict, types.MappingProxyType)): [visit(v) for v in list(o.values())]
    if isinstance(o, (list, tuple, set)): [visit(v) for v in list(o)[:1000]]
sorted({type(o).__name__ for o in keep if 'js' == getattr(type(o), '__module__', '')})`) as PyProxy;
  assertEquals((python.toJs(found) as string[]).filter((n) => n !== "JsFunction"), []);
});

Deno.test("names in compiled code write no JavaScript", () => {
  using python = new Python();
  const hostile = [
    "a`${pwned(1)}`",
    'a\\"+pwned(2)+\\"',
    "a\\n;pwned(3)//",
    "*/pwned(4)/*",
    "a\\u2028pwned(5)",
    "${pwned(6)}",
    "__proto__",
    "constructor",
  ];
  for (const name of hostile) {
    python.exec(`
import types
name = "${name}"
def f(a, n):
    x = 0
    for i in range(n):
        x += i
        x = a.attr + x
        if not globals().get('zzz'): y = x
    return x
c = f.__code__
code = types.CodeType(c.co_argcount, c.co_kwonlyargcount, c.co_nlocals, c.co_stacksize, c.co_flags,
    c.co_code, c.co_consts, tuple(name if n == 'attr' else n for n in c.co_names),
    tuple(name + v for v in c.co_varnames), name, name, c.co_firstlineno, c.co_lnotab)
g = types.FunctionType(code, globals(), name)
class A: pass
a = A()
setattr(a, name, 1)
r = [g(a, 3000) for i in range(5)][0] + sum(g(a, 1) for i in range(300))
`);
    assertEquals(python.evaluate("r"), 3000 * 2999 / 2 + 3000 + 300);
  }
  assertEquals(reached, []);
});

Deno.test("nothing of the machine is reached by default", () => {
  using python = new Python();
  python.exec("import os, sys, socket, subprocess, select, shutil, tempfile");
  assertEquals(python.toJs(python.evaluate("(dict(os.environ), os.listdir('/'), os.getcwd())")), [
    new Map(),
    [],
    "/",
  ]);
  for (
    const source of [
      "open('/etc/passwd')",
      "os.stat('/etc')",
      "os.system('true')",
      "subprocess.run(['true'])",
      "os.fork()",
      "os.kill(os.getpid(), 9)",
      "socket.socket()",
      "socket.create_connection(('127.0.0.1', 80))",
      "os.execv('/bin/true', ['true'])",
      "os.pipe()",
      "os.symlink('/etc', '/etc2')",
      "import ctypes",
      "import mmap; mmap.mmap(-1, 100)",
      "import resource; resource.getrlimit(0)",
      "import fcntl; fcntl.fcntl(0, 1)",
      "import pwd; pwd.getpwuid(0)",
      "os._exit(1)",
      "import faulthandler; faulthandler._sigsegv()",
    ]
  ) {
    const e = assertThrows(() => python.exec(source), PythonError);
    assert(e.type !== "SystemError", `${source}: ${e}`);
  }
  assertThrows(() => python.exec("import js"), PythonError, "No module named 'js'");
  assertThrows(() => python.exec("input()"), PythonError, "EOF");
});

Deno.test("handles cannot be forged", () => {
  using python = new Python();
  const list = python.evaluate("[1]") as PyProxy;
  const forged = Object.create(list) as PyProxy;
  assertThrows(() => forged.len(), TypeError);
  const f = python.evaluate("len") as PyCallable;
  assertEquals(Object.getOwnPropertyNames(f).filter((n) => n !== "prototype"), []);
  assertThrows(() => list.len.call({} as PyProxy), TypeError);
});
