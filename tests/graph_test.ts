import { assertEquals } from "@std/assert";
import { cycles, type Import, type Module, readModules } from "./graph.ts";

const ALL = ["bytecode", "syntax", "core", "objects", "compiler", "marshal", "vm", "host"];

/** What a folder of lib/ may import besides itself and util: the table of ARCHITECTURE.md. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  util: [],
  bytecode: [],
  syntax: [],
  core: ["bytecode"],
  objects: ["core", "bytecode"],
  compiler: ["syntax", "bytecode", "core", "objects"],
  marshal: ["bytecode", "core", "objects"],
  vm: ["syntax", "bytecode", "core", "objects", "compiler", "marshal", "host"],
  jit: ["vm", "core", "objects", "bytecode"],
  host: [],
  modules: ALL,
};

/** The folder of lib/ that a file is in, or null for lib/entry/, lib/embed/, other entry points and the wiring of lib/*.ts. */
function folderOf(path: string): string | null {
  const folder = path.match(/^lib\/(\w+)\//)?.[1] ?? null;
  return folder === "entry" || folder === "embed" ? null : folder;
}

function allowed({ from, to, typeOnly }: Import): boolean {
  const folder = folderOf(from);
  if (folder === null) return true;
  if (!to.startsWith("lib/")) return /^node:/.test(to) && folder === "host";
  const target = folderOf(to);
  if (target === null) return false;
  // the frozen Python modules are data of a type of vm's
  if (folder === "pylib") return target === "vm" && typeOnly;
  return target === folder || (target === "util" && folder in ARROWS) ||
    (ARROWS[folder]?.includes(target) ?? false);
}

const modules = readModules();

Deno.test("imports follow the arrows of ARCHITECTURE.md", () => {
  const against = modules.flatMap((m) => m.imports).filter((i) => !allowed(i));
  assertEquals(against.map((i) => `${i.from} -> ${i.to}${i.typeOnly ? " (type)" : ""}`), []);
});

Deno.test("imports by value make no cycle", () => {
  assertEquals(cycles(modules), []);
});

Deno.test("lib/ has no barrel files", () => {
  assertEquals(modules.filter((m) => m.barrel && m.path.startsWith("lib/")).map((m) => m.path), []);
});

Deno.test("in the folders of lib/ only host touches Deno", () => {
  const touching = modules.filter((m) =>
    folderOf(m.path) !== null && folderOf(m.path) !== "host" && /\bDeno\./.test(m.text)
  );
  assertEquals(touching.map((m) => m.path), []);
});

Deno.test("cycles() finds circles of imports by value only", () => {
  const module = (path: string, ...targets: string[]): Module => ({
    path,
    text: "",
    barrel: false,
    imports: targets.map((to) => ({
      from: path,
      to: to.replace("type ", ""),
      typeOnly: to.startsWith("type "),
    })),
  });
  assertEquals(
    cycles([
      module("a", "b", "d"),
      module("b", "c"),
      module("c", "a"),
      module("d", "type a", "d2"),
    ]),
    [["a", "b", "c"]],
  );
});
