import { assertEquals, assertThrows } from "@std/assert";
import {
  cacheFromSource,
  checkHeader,
  packPyc,
  PycProblem,
  sourceFromCache,
  unpackPyc,
} from "../../lib/marshal/pyc.ts";
import { allCodes, constRepr, disassemblePyc } from "../../lib/marshal/pyc_dis.ts";
import { codeInfo, disassemble, findLabels, findLineStarts } from "../../lib/bytecode/dis.ts";
import { addr2line, encodeLnotab } from "../../lib/bytecode/lnotab.ts";
import { dumps } from "../../lib/marshal/marshal.ts";

const GOLDEN = new URL("./golden/", import.meta.url);
const read = (name: string) => Deno.readFileSync(new URL(name, GOLDEN));

function problem(f: () => unknown): string {
  try {
    f();
  } catch (e) {
    if (e instanceof PycProblem) return e.toString();
    throw e;
  }
  return "none";
}

Deno.test("listings of golden .pyc files are CPython's", () => {
  for (const name of ["empty", "flow", "names", "wide"]) {
    const expected = JSON.parse(Deno.readTextFileSync(new URL(`${name}.golden`, GOLDEN)));
    const codes = allCodes(unpackPyc(read(`${name}.pyc`), { verify: true }));
    assertEquals(codes.map((c) => codeInfo(c, constRepr)), expected.info);
    assertEquals(codes.map((c) => disassemble(c, constRepr)), expected.dis);
    assertEquals(codes.map((c) => findLabels(c.code)), expected.labels);
    const starts = codes.map((c) => findLineStarts(c.lnotab, c.firstlineno));
    assertEquals(starts.map((s) => s.map((x) => [...x])), expected.linestarts);
    for (const [i, c] of codes.entries()) {
      for (const [offset, line] of starts[i]) {
        assertEquals(addr2line(c.lnotab, c.firstlineno, offset), line);
      }
      const encoded = encodeLnotab(starts[i], c.firstlineno);
      assertEquals(findLineStarts(encoded, c.firstlineno), starts[i]);
    }
  }
});

Deno.test("disassemblePyc() lists every code object", () => {
  const text = disassemblePyc(read("names.pyc"));
  assertEquals(
    text.match(/^Disassembly of <code object \S+ at 0x0, file "names.py"/gm)?.length,
    10,
  );
});

Deno.test("packPyc() writes the header that unpackPyc() checks", () => {
  const original = read("flow.pyc");
  const { mtime, size } = checkHeader(original);
  assertEquals(mtime, 1500000000);
  const code = unpackPyc(original, { source: { mtime, size: size + 2 ** 32 } });
  const packed = packPyc(code, mtime + 0.75, size + 2 ** 32);
  assertEquals(packed.subarray(0, 12), original.subarray(0, 12));
  assertEquals(dumps(unpackPyc(packed), 2), dumps(code, 2));
});

Deno.test("unpackPyc() refuses in importlib's words", () => {
  const data = read("flow.pyc");
  const refuse = (bytes: Uint8Array, source = {}) =>
    problem(() => unpackPyc(bytes, { name: "m", source }));
  assertEquals(refuse(Uint8Array.of(1, 2)), "ImportError: bad magic number in 'm': b'\\x01\\x02'");
  assertEquals(
    refuse(data.slice(0, 7)),
    "EOFError: reached EOF while reading timestamp in 'm'",
  );
  assertEquals(
    refuse(data.slice(0, 9)),
    "EOFError: reached EOF while reading size of source in 'm'",
  );
  assertEquals(refuse(data, { mtime: 5 }), "ImportError: bytecode is stale for 'm'");
  assertEquals(refuse(data, { size: 5 }), "ImportError: bytecode is stale for 'm'");
  const none = Uint8Array.of(...data.slice(0, 12), 0x4e);
  assertEquals(refuse(none), "ImportError: Non-code object in 'm'");
  assertThrows(() => unpackPyc(data.slice(0, 40)));
});

Deno.test("cacheFromSource() and sourceFromCache() follow PEP 488", () => {
  const cases: [string, string | number, string][] = [
    ["/a/b.py", "", "/a/__pycache__/b.cpython-36.pyc"],
    ["b.py", 1, "__pycache__/b.cpython-36.opt-1.pyc"],
    ["a/b.py", "2x", "a/__pycache__/b.cpython-36.opt-2x.pyc"],
    ["a/b.c.py", "", "a/__pycache__/b.c.cpython-36.pyc"],
    ["a/b", "", "a/__pycache__/bcpython-36.pyc"],
    ["a/.b", "", "a/__pycache__/b.cpython-36.pyc"],
  ];
  for (const [path, level, expected] of cases) {
    assertEquals(cacheFromSource(path, level), expected);
  }
  assertEquals(problem(() => cacheFromSource("a.py", "!")), "ValueError: '!' is not alphanumeric");
  assertEquals(sourceFromCache("/a/__pycache__/b.cpython-36.pyc"), "/a/b.py");
  assertEquals(sourceFromCache("__pycache__/b.cpython-36.opt-1.pyc"), "b.py");
  assertEquals(
    problem(() => sourceFromCache("/a/b.cpython-36.pyc")),
    "ValueError: __pycache__ not bottom-level directory in '/a/b.cpython-36.pyc'",
  );
  assertEquals(
    problem(() => sourceFromCache("/__pycache__/b.pyc")),
    "ValueError: expected only 2 or 3 dots in 'b.pyc'",
  );
  assertEquals(
    problem(() => sourceFromCache("/__pycache__/b.x.y.pyc")),
    "ValueError: optimization portion of filename does not start with 'opt-'",
  );
  assertEquals(
    problem(() => sourceFromCache("/__pycache__/b.x.opt-.pyc")),
    "ValueError: optimization level 'opt-' is not an alphanumeric value",
  );
});
