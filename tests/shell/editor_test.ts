/** The editor of lines with a terminal that is only played. */
import { assertEquals } from "@std/assert";
import { History, parseHistory } from "../../lib/modules/line_history.ts";
import { Editor, type Settings, type Terminal } from "../../lib/shell/editor.ts";
import { coloured } from "../../lib/shell/colour.ts";
import { inColumns, Screen, width } from "../../lib/shell/screen.ts";
import { indentAfter } from "../../lib/shell/source.ts";

class Played implements Terminal {
  shown = "";
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;

  type(keys: string): void {
    this.bytes = new TextEncoder().encode(keys);
    this.at = 0;
  }
  readByte(): number {
    return this.at < this.bytes.length ? this.bytes[this.at++] : -1;
  }
  waiting(): boolean {
    return false;
  }
  write(text: string): void {
    this.shown += text;
  }
  columns(): number {
    return 40;
  }
  raw(): void {}
  suspend(): void {}
}

function setup(lines: string[] = [], words: string[] = []) {
  const terminal = new Played();
  const history = new History();
  history.lines.push(...lines);
  const settings: Settings = {
    history,
    autoHistory: true,
    delimiters: " ()",
    complete: (r) => words.filter((w) => w.startsWith(r.line.slice(r.begin, r.end))),
    starting: () => {},
    started: () => {},
  };
  const editor = new Editor(terminal, settings, false);
  const read = (keys: string, indent = "") => {
    terminal.type(keys);
    const r = editor.readLine(">>> ", { indent });
    return r.kind === "line" ? r.text : r.kind;
  };
  return { terminal, history, read };
}

Deno.test("Editor moves, deletes and inserts with Emacs's keys", () => {
  const { read } = setup();
  for (
    const [keys, line] of [
      ["abc\r", "abc"],
      ["abc\x01x\x05y\n", "xabcy"],
      ["abc\x02\x02x\r", "axbc"],
      ["abc\x1b[D\x1b[Dx\x1b[Cy\r", "axbyc"],
      ["abc\x1b[Hx\x1b[Fy\x1bOHz\r", "zxabcy"],
      ["one two\x1bbx\r", "one xtwo"],
      ["one two\x01\x1bfx\r", "onex two"],
      ["one two\x1b[1;5Dx\x1b[1;3D\x1b[1;5Cy\r", "one xtwoy"],
      ["abc\x7f\x08d\r", "ad"],
      ["abc\x01\x04\x1b[3~\r", "c"],
      ["abc\x02\x14\r", "acb"],
      ["abc\x14\r", "acb"],
      ["one two\x01\x1bu\x1bc\r", "ONE Two"],
      ["abc\x16\x01\r", "abc\x01"],
      ["naïve 日本\x7f\x02é\r", "naïve é日"],
      ["a😀b\x02\x7fc\r", "acb"],
    ]
  ) assertEquals(read(keys), line, JSON.stringify(keys));
});

Deno.test("Editor kills, yanks and undoes", () => {
  const { read } = setup();
  for (
    const [keys, line] of [
      ["one two\x17\x19\x19\r", "one twotwo"],
      ["one two\x17\x17\x19\r", "one two"],
      ["one two\x15x\x19\r", "xone two"],
      ["one two\x01\x0bx\x19\r", "xone two"],
      ["one two\x01\x1bd\x05\x19\r", " twoone"],
      ["a.b.c\x1b\x7f\x1b\x7f\x19\r", "a.b.c"],
      ["one\x15two\x15\x19\x1by\r", "one"],
      ["one two\x17\x1f\r", "one two"],
      ["one\x1f\r", ""],
    ]
  ) assertEquals(read(keys), line, JSON.stringify(keys));
});

Deno.test("Editor ends with Enter, Ctrl-C, Ctrl-D in an empty line and the end of input", () => {
  const { read, history } = setup();
  assertEquals(read("abc\x03"), "interrupt");
  assertEquals(read("\x04"), "eof");
  assertEquals(read("abc"), "eof");
  assertEquals(read("a\x01\x04\r"), "");
  assertEquals(read("x\r"), "x");
  assertEquals(read("x\r"), "x");
  assertEquals(read("  \r"), "  ");
  assertEquals(history.lines, ["x"]);
});

Deno.test("Editor goes through its history and searches it", () => {
  const { read } = setup(["import os", "x = 1", "os.getcwd()"]);
  for (
    const [keys, line] of [
      ["\x1b[A\x1b[A\r", "x = 1"],
      ["new\x10\x10\x0e\x0e\r", "new"],
      ["\x1b<\r", "import os"],
      ["\x1b<\x1b>y\r", "y"],
      ["\x12os\x12\r", "import os"],
      ["\x12getc\x05!\r", "os.getcwd()!"],
      ["abc\x12zz\x07\r", "abc"],
      ["\x12os\x12\x13\r", "os.getcwd()"],
      ["\x10+\x10\x0e\r", "os.getcwd()+"],
    ]
  ) assertEquals(setup(["import os", "x = 1", "os.getcwd()"]).read(keys), line);
  assertEquals(read("\x10\x10\x10\x10\x10\r"), "import os");
});

Deno.test("Editor completes at Tab and lists at the second", () => {
  const words = ["print(", "property(", "pow("];
  assertEquals(setup([], words).read("pri\t1)\r"), "print(1)");
  assertEquals(setup([], words).read("f(po\t\r"), "f(pow(");
  assertEquals(setup([], words).read("\tx\r"), "    x");
  const { read, terminal } = setup([], words);
  assertEquals(read("p\t\t\r"), "p");
  assertEquals(terminal.shown.includes("pow(       print(     property("), true);
  const attributes = setup([], ["os.path", "os.pathsep"]);
  assertEquals(attributes.read("os.p\t\t\tsep\r"), "os.pathsep");
  assertEquals(attributes.terminal.shown.includes("path     pathsep"), true);
});

Deno.test("Editor suggests an indentation that Enter and blanks of one's own replace", () => {
  const { read } = setup();
  assertEquals(read("x\r", "    "), "    x");
  assertEquals(read("\r", "    "), "");
  assertEquals(read("  x\r", "    "), "  x");
  assertEquals(read("\x7fx\r", "        "), "    x");
  assertEquals(read("\tx\r", "    "), "        x");
  assertEquals(read("\x04", "    "), "eof");
});

Deno.test("Editor takes pasted lines one by one, as they are", () => {
  const { terminal, read } = setup();
  terminal.type("");
  const paste = "\x1b[200~def f():\r  return 1\r\rf()\x1b[201~";
  assertEquals(read(paste + "\r"), "def f():");
  assertEquals(read("", "    "), "  return 1");
  assertEquals(read("", "    "), "");
  assertEquals(read(" + 1\r"), "f() + 1");
});

Deno.test("Screen draws over the rows that a line takes", () => {
  let out = "";
  const screen = new Screen((t) => out += t);
  const chars = Array.from("0123456789");
  screen.draw("> ", chars, 10, 8, "");
  assertEquals(out, "\r\x1b[J> 0123456789\r\x1b[4C");
  out = "";
  screen.draw("> ", chars, 0, 8, "");
  assertEquals(out, "\x1b[1A\r\x1b[J> 0123456789\x1b[1A\r\x1b[2C");
  out = "";
  screen.leave();
  assertEquals(out, "\x1b[1B\r\n");
  assertEquals(["a", "日", "\u0301", "\x01"].map(width), [1, 2, 0, 2]);
  assertEquals(inColumns(["a", "bb", "c"], 8), "a   c\r\nbb\r\n");
});

Deno.test("coloured() paints keywords, strings, numbers and comments", () => {
  const bare = coloured("if x1 == 'a': return 12 # no");
  assertEquals(
    bare,
    "\x1b[34mif\x1b[0m x1 == \x1b[32m'a'\x1b[0m: \x1b[34mreturn\x1b[0m \x1b[36m12\x1b[0m \x1b[90m# no\x1b[0m",
  );
  assertEquals(coloured("rb'x"), "\x1b[32mrb'x\x1b[0m");
});

Deno.test("indentAfter() goes in after a colon and out after return", () => {
  assertEquals(indentAfter([]), "");
  assertEquals(indentAfter(["def f():"]), "    ");
  assertEquals(indentAfter(["def f():", "    if x:  # why"]), "        ");
  assertEquals(indentAfter(["def f():", "    return x"]), "");
  assertEquals(indentAfter(["def f():", "    x = 1"]), "    ");
});

Deno.test("parseHistory() reads readline's and libedit's files", () => {
  assertEquals(parseHistory("a\nb c\n"), ["a", "b c"]);
  assertEquals(parseHistory("_HiStOrY_V2_\na\\040b\n"), ["a b"]);
});
