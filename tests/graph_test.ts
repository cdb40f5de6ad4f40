import { assertEquals } from "@std/assert";
import { cycles, type Import, readModules } from "./graph.ts";

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
  vm: ["bytecode", "core", "objects", "compiler", "marshal", "host"],
  jit: ["vm", "core", "objects", "bytecode"],
  host: [],
  modules: ALL,
};

/** The folder of lib/ that a file is in, or null for the entry points and lib/runtime.ts. */
function folderOf(path: string): string | null {
  return path.match(/^lib\/(\w+)\//)?.[1] ?? null;
}

function allowed({ from, to }: Import): boolean {
  const folder = folderOf(from);
  if (folder === null) return true;
  if (!to.startsWith("lib/")) return /^node:/.test(to) && folder === "host";
  const target = folderOf(to);
  if (target === null) return false;
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

Deno.test("only lib/host/ and the entry points touch Deno", () => {
  const touching = modules.filter((m) =>
    m.path.startsWith("lib/") && folderOf(m.path) !== "host" && /\bDeno\./.test(m.text)
  );
  assertEquals(touching.map((m) => m.path), []);
});
