import { assertEquals } from "@std/assert";
import { compile, SreProblem } from "../../lib/modules/sre/compiler.ts";
import { SreCode, Subject } from "../../lib/modules/sre/engine.ts";
import { parseTemplate } from "../../lib/modules/sre/parser.ts";
import { isValidCode } from "../../lib/modules/sre/validate.ts";

const GOLDEN = new URL("./golden/", import.meta.url);

function golden<T>(name: string): T {
  return JSON.parse(Deno.readTextFileSync(new URL(`${name}.golden`, GOLDEN))) as T;
}

function source(text: string, isBytes: boolean): string | Uint8Array {
  return isBytes ? Uint8Array.from(text, (c) => c.charCodeAt(0)) : text;
}

type CodeCase = [
  pattern: string,
  isBytes: boolean,
  flags: number,
  result: unknown[],
  warned: string[],
];

Deno.test("compile() gives sre_compile's code or error", () => {
  for (const [pattern, isBytes, flags, expected, warned] of golden<CodeCase[]>("codes")) {
    const warnings: string[] = [];
    let result: unknown[];
    try {
      const c = compile(source(pattern, isBytes), flags, (text) => warnings.push(text));
      result = ["ok", c.code, c.flags, c.groups, Object.fromEntries(c.groupindex)];
      // a condition on a group that is not there compiles, and CPython then finds the code invalid
      result.push(isValidCode(c.code, c.groups));
    } catch (e) {
      if (!(e instanceof SreProblem)) throw e;
      result = [e.kind, e.text, e.msg, e.pos, e.lineno, e.colno];
    }
    assertEquals(result, expected, JSON.stringify([pattern, isBytes, flags]));
    assertEquals([...new Set(warnings)].sort(), warned, pattern);
  }
});

type MatchCase = [
  pattern: string,
  isBytes: boolean,
  flags: number,
  text: string,
  pos: number,
  endpos: number,
  results: unknown[],
];

Deno.test("SreCode.match() gives re's spans", () => {
  for (
    const [pattern, isBytes, flags, text, pos, endpos, expected] of golden<MatchCase[]>("matches")
  ) {
    const c = compile(source(pattern, isBytes), flags);
    const code = new SreCode(c.code, c.flags, c.groups);
    const results = (["search", "match", "fullmatch"] as const).map((mode) => {
      const m = code.match(source(text, isBytes), pos, endpos, mode);
      return m === null ? null : [[...m.marks], m.lastindex];
    });
    assertEquals(results, expected, JSON.stringify([pattern, isBytes, flags, text, pos, endpos]));
  }
});

type TemplateCase = [text: string, result: unknown[], warned: string[]];

Deno.test("parseTemplate() gives re's parts or error", () => {
  const names = new Map([["name", 2]]);
  for (const [text, expected, warned] of golden<TemplateCase[]>("templates")) {
    const warnings: string[] = [];
    let result: unknown[];
    try {
      result = ["ok", parseTemplate(text, 2, names, (w) => warnings.push(w))];
    } catch (e) {
      if (!(e instanceof SreProblem)) throw e;
      result = [e.kind, e.text];
    }
    assertEquals(result, expected, text);
    assertEquals(warnings, warned, text);
  }
});

function search(pattern: string, text: string | Subject): number[] | null {
  const c = compile(pattern, 0);
  const m = new SreCode(c.code, c.flags, c.groups).match(text);
  return m === null ? null : [...m.marks];
}

Deno.test("SreCode.match() needs no stack for long texts", () => {
  const long = "ab".repeat(200_000);
  assertEquals(search("(?:ab)*$", long), [0, 400_000]);
  assertEquals(search("(?:a|b)*?$", long), [0, 400_000]);
  assertEquals(search("(a|b)+c", "ab".repeat(500)), null);
  assertEquals(search("(?:(?:a|b)(?=.|$))*x?$", long), [0, 400_000]);
});

Deno.test("SreCode.match() can be interrupted and used again", () => {
  const c = compile("(?:a*)*b", 0);
  let ticks = 0;
  const code = new SreCode(c.code, c.flags, c.groups, () => {
    if (++ticks === 5) throw "stop";
  });
  let thrown: unknown = null;
  try {
    code.match("a".repeat(40));
  } catch (e) {
    thrown = e;
  }
  assertEquals(thrown, "stop");
  assertEquals([...code.match("aab")!.marks], [0, 3]);
});

Deno.test("Subject takes surrogates that are no pair for characters", () => {
  assertEquals(search("^.{2}$", new Subject([0xd83d, 0xdc0d])), [0, 2]);
  assertEquals(search("^.$", new Subject("\ud83d\udc0d")), [0, 1]);
  assertEquals(search("\ud83d", new Subject("a\ud83d")), [1, 2]);
});

Deno.test("isValidCode() refuses damaged code, and what it accepts can be run", () => {
  let seed = 36;
  const below = (n: number) => {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return (seed >>> 0) % n;
  };
  const codes = golden<CodeCase[]>("codes").filter((c) => c[3][5] === true);
  let accepted = 0;
  for (let i = 0; i < 20_000; i++) {
    const [, , flags, result] = codes[below(codes.length)];
    const code = [...result[1] as number[]];
    const groups = result[3] as number;
    for (let n = 1 + below(2); n > 0; n--) {
      code[below(code.length)] = below(3) === 0 ? 0xffffffff - below(3) : below(40);
    }
    if (!isValidCode(code, groups)) continue;
    accepted++;
    let ticks = 0;
    const tick = () => {
      if (++ticks > 20) throw "stop";
    };
    const m = attempt(() => new SreCode(code, flags, groups, tick).match("aab abba\nk\xe9"));
    assertEquals(m === null || (m.marks[0] >= 0 && m.marks[1] <= 11), true);
  }
  assertEquals(accepted > 1000, true);
});

function attempt<T>(f: () => T): T | null {
  try {
    return f();
  } catch (e) {
    if (e === "stop") return null;
    throw e;
  }
}
