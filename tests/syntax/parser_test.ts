import { assertEquals } from "@std/assert";
import { type DecodedScript, decodeScript, sourceEncoding } from "../../lib/syntax/decode.ts";
import { missingParenthesesMessage, programText, SyntaxProblem } from "../../lib/syntax/errors.ts";
import { parse } from "../../lib/syntax/parser.ts";
import { outcome, problemText, textConstants } from "./dump.ts";
import { installUnicodeNames } from "../../lib/util/unicode_names_data.ts";

installUnicodeNames();

type Mode = "exec" | "eval" | "single";

function golden<T>(name: string): T {
  return JSON.parse(Deno.readTextFileSync(new URL(`golden/${name}`, import.meta.url)));
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

Deno.test("parse() makes CPython's trees and errors of the recorded sources", () => {
  for (
    const [source, mode, flags, expected] of golden<[string, Mode, number, string][]>("cases.json")
  ) {
    assertEquals(outcome(source, mode, flags), expected, `${mode} ${flags} ${source}`);
  }
});

Deno.test("decodeSource() reads the recorded bytes as CPython does", () => {
  for (const [base64, expected] of golden<[string, string][]>("bytes.json")) {
    const bytes = latin1(atob(base64));
    assertEquals(outcome(bytes), expected, JSON.stringify(atob(base64)));
  }
});

Deno.test("parse() warns of invalid escapes where CPython does", () => {
  type Case = [string, "always" | "error", string, [string, number][]];
  for (const [source, action, expected, warnings] of golden<Case[]>("warnings.json")) {
    const seen: [string, number][] = [];
    let result = "OK";
    try {
      parse(source, {
        mode: "exec",
        constants: textConstants,
        warn: (_category, msg, line) => {
          if (action === "error") return true;
          seen.push([msg, line]);
        },
      });
    } catch (e) {
      if (!(e instanceof SyntaxProblem)) throw e;
      result = problemText(e);
    }
    assertEquals([result, seen], [expected, warnings], source);
  }
});

Deno.test("parse() passes on what the warning callback throws", () => {
  const thrown = { some: "exception" };
  let caught: unknown;
  try {
    parse("'\\d'", {
      mode: "exec",
      constants: textConstants,
      warn: () => {
        throw thrown;
      },
    });
  } catch (e) {
    caught = e;
  }
  assertEquals(caught, thrown);
});

Deno.test("parse() overflows at pgen's depth and not before", () => {
  const cases: [number, (n: number) => string][] = [
    [92, (n) => "(".repeat(n) + "a" + ")".repeat(n)],
    [123, (n) => "[*".repeat(n) + "a" + "]".repeat(n)],
    [134, (n) => "{**".repeat(n) + "a" + "}".repeat(n)],
    [87, (n) => "f(".repeat(n) + "a" + ")".repeat(n)],
    [82, (n) => "a[::".repeat(n) + "a" + "]".repeat(n)],
    [82, (n) => "(yield ".repeat(n) + "a" + ")".repeat(n)],
    [739, (n) => "lambda:".repeat(n) + "a"],
    [493, (n) => "lambda a=".repeat(n) + "a" + ":a".repeat(n)],
    [1479, (n) => "not ".repeat(n) + "a"],
    [1479, (n) => "-".repeat(n) + "a"],
    [739, (n) => "a**".repeat(n) + "a"],
    [1479, (n) => "a if b else ".repeat(n) + "a"],
    [732, (n) => "[a" + " for x in y".repeat(n) + "]"],
    [731, (n) => "[a for x in y" + " if x".repeat(n) + "]"],
  ];
  for (const [depth, source] of cases) {
    assertEquals(outcome(source(depth)).startsWith("(Module"), true, source(1));
    assertEquals(outcome(source(depth + 1)), 'E ["MemoryError"]', source(1));
  }
});

Deno.test("parse() takes long chains without recursion", () => {
  const source = "x = " + "1 + ".repeat(100_000) + "1";
  const tree = parse(source, { mode: "exec", constants: textConstants });
  assertEquals(tree.kind, parse("", { mode: "exec", constants: textConstants }).kind);
});

Deno.test("parse() shows the end of a script as its tokenizer does", () => {
  const show = (script: DecodedScript): unknown => {
    try {
      parse(script.source, {
        mode: "exec",
        constants: textConstants,
        script: true,
        atEnd: script.atEnd,
      });
      return null;
    } catch (e) {
      if (!(e instanceof SyntaxProblem)) throw e;
      return [e.msg.slice(0, 22), e.lineno, e.offset, e.text];
    }
  };
  const run = (text: string) => show(decodeScript(latin1(text), "a.py"));
  assertEquals(run("x = (1,\n\n\n"), ["unexpected EOF while p", 4, 1, ""]);
  assertEquals(run("if 1:"), ["unexpected EOF while p", 2, 6, ""]);
  assertEquals(run("'''abc\nd"), ["EOF while scanning tri", 3, 8, "'''abc\nd"]);
  assertEquals(run("a = 1\n# \xff\n"), ["Non-UTF-8 code startin", 2, 0, null]);
  assertEquals(run("a b\n# \xff\n"), ["invalid syntax", 1, 3, "a b\n"]);
});

Deno.test("sourceEncoding() finds mark and declaration", () => {
  assertEquals(sourceEncoding(latin1("#!x\n# vim: set fileencoding=Latin_1 :\n")), {
    cookie: "iso-8859-1",
    bom: false,
    line: 2,
  });
  assertEquals(sourceEncoding(latin1("\xef\xbb\xbfx\n# coding: ascii\n")), {
    cookie: null,
    bom: true,
    line: 0,
  });
});

Deno.test("programText() reads a line as err_programtext does", () => {
  assertEquals(programText(latin1("a\r\n  b\rc"), 2), "  b\n");
  assertEquals(programText(latin1("a\r\n  b\rc"), 3), "c");
  assertEquals(programText(latin1("a\n"), 2), null);
  assertEquals(programText(latin1("\xff\n"), 1), null);
  assertEquals(programText(latin1("x".repeat(999)), 1), "");
  assertEquals(programText(latin1("x".repeat(998) + "\n"), 1), "x".repeat(998) + "\n");
  assertEquals(programText(latin1("x".repeat(1001) + "\n"), 1), "xx\n");
});

Deno.test("missingParenthesesMessage() knows print and exec", () => {
  assertEquals(
    missingParenthesesMessage("if 1: print a, \n"),
    "Missing parentheses in call to 'print'. Did you mean print(a, end=\" \")?",
  );
  assertEquals(missingParenthesesMessage("exec 'a'\n"), "Missing parentheses in call to 'exec'");
  assertEquals(missingParenthesesMessage("print (a) b\n"), null);
});
