import { assertEquals } from "@std/assert";
import { Ellipsis, PyFloat, PyList, PyTuple, type Value } from "../../lib/core/object.ts";
import { dumps, loads, MarshalProblem, Reader } from "../../lib/marshal/marshal.ts";
import { constRepr } from "../../lib/marshal/pyc_dis.ts";
import { unpackPyc } from "../../lib/marshal/pyc.ts";
import { fromHex, toHex } from "../../lib/util/utf8.ts";

const GOLDEN = new URL("./golden/", import.meta.url);

interface ValuesGolden {
  loads: [hex: string, kind: string, value: string | null][];
  dumps: [text: string, hex: string[]][];
  depths: [n: number, result: [string, unknown]][];
}

function golden<T>(name: string): T {
  return JSON.parse(Deno.readTextFileSync(new URL(`${name}.golden`, GOLDEN))) as T;
}

function bytes(hex: string): Uint8Array {
  const data = fromHex(hex);
  if (typeof data === "number") throw new Error("bad hex");
  return data;
}

function attempt(f: () => Value): [string, string] {
  try {
    return ["ok", constRepr(f())];
  } catch (e) {
    if (e instanceof MarshalProblem) return [e.kind, e.message];
    throw e;
  }
}

Deno.test("loads() gives CPython's value or error", () => {
  for (const [hex, kind, value] of golden<ValuesGolden>("values").loads) {
    const [ourKind, ourValue] = attempt(() => loads(bytes(hex)));
    assertEquals(ourKind, kind, hex.slice(0, 80));
    if (value !== null) assertEquals(ourValue, value, hex.slice(0, 80));
  }
});

Deno.test("dumps() up to version 2 gives CPython's bytes", () => {
  for (const [text, expected] of golden<ValuesGolden>("values").dumps) {
    const value = loads(bytes(expected[2]));
    for (const version of [0, 1, 2]) {
      assertEquals(toHex(dumps(value, version)), expected[version], `${text}, version ${version}`);
    }
  }
});

Deno.test("dumps() of code objects at version 2 gives CPython's bytes", () => {
  for (const name of ["empty", "flow", "names", "wide"]) {
    for (const suffix of ["", ".opt-2"]) {
      const code = unpackPyc(Deno.readFileSync(new URL(`${name}${suffix}.pyc`, GOLDEN)));
      const expected = golden<Record<string, string>>(name)["v2" + suffix];
      assertEquals(toHex(dumps(code, 2)), expected, name);
      for (const version of [0, 1, 3, 4]) {
        const again = loads(dumps(code, version));
        if (version !== 0 && version !== 1) assertEquals(toHex(dumps(again, 2)), expected);
      }
    }
  }
});

Deno.test("dumps() stops at CPython's depth", () => {
  for (const [n, [kind, value]] of golden<ValuesGolden>("values").depths) {
    let v: Value = null;
    for (let i = 0; i < n; i++) v = new PyList([v]);
    try {
      const length = dumps(v, 2).length;
      assertEquals([kind, value], ["ok", length]);
    } catch (e) {
      if (!(e instanceof MarshalProblem)) throw e;
      assertEquals([e.kind, e.message], [kind, value]);
    }
  }
});

Deno.test("dumps() writes what occurs twice once from version 3 on", () => {
  const shared = new PyTuple([1.5, 1.5].map((v) => new PyFloat(v)));
  const v = new PyList([shared, shared, "spam", "spam", "two words", "two words", Ellipsis]);
  for (const version of [3, 4]) {
    const again = loads(dumps(v, version));
    assertEquals(constRepr(again), constRepr(v));
    const items = (again as PyList).items;
    assertEquals(items[0] === items[1], true);
    assertEquals(dumps(v, version).length < dumps(v, 2).length, true);
  }
});

Deno.test("dumps() and loads() keep cycles from version 3 on", () => {
  const v = new PyList([]);
  v.items.push(v, new PyTuple([v]));
  const again = loads(dumps(v)) as PyList;
  assertEquals(again.items[0] === again, true);
  assertEquals((again.items[1] as PyTuple).items[0] === again, true);
  const [kind, message] = attempt(() => (dumps(v, 2), null));
  assertEquals([kind, message], ["ValueError", "object too deeply nested to marshal"]);
});

Deno.test("Reader takes from a stream no byte more than it needs", () => {
  const parts = [dumps("spam"), dumps(new PyTuple([1, 2 ** 40, "x y"])), dumps(null)];
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  parts.reduce((at, p) => (all.set(p, at), at + p.length), 0);
  let at = 0;
  const stream = { read: (n: number) => all.subarray(at, at += Math.min(n, all.length - at)) };
  let expected = 0;
  for (const part of parts) {
    const v = new Reader(stream).load();
    expected += part.length;
    assertEquals(at, expected);
    assertEquals(constRepr(v), constRepr(loads(part)));
  }
  assertEquals(attempt(() => new Reader(stream).load()), [
    "EOFError",
    "EOF read where object expected",
  ]);
  const cut = { left: [0x69, 1], read: (n: number) => Uint8Array.from(cut.left.splice(0, n)) };
  assertEquals(attempt(() => new Reader(cut).load()), ["EOFError", "EOF read where not expected"]);
});

Deno.test("loads() does not take memory for sizes that are only declared", () => {
  const started = performance.now();
  for (const type of "s([<>alut") {
    const data = Uint8Array.of(type.charCodeAt(0), 0xff, 0xff, 0xff, 0x7f, 0, 0, 0);
    assertEquals(attempt(() => loads(data))[0] === "ok", false, type);
  }
  assertEquals(performance.now() - started < 500, true);
});
