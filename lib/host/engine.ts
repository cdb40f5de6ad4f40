/**
 * What the JavaScript engine tells and does about memory, in Deno, Node and
 * Chromium; and how a thread of it sleeps.
 *
 * @module
 */

interface V8 {
  setFlagsFromString(s: string): void;
  getHeapStatistics(): { used_heap_size: number; external_memory: number };
}

/** A module of Node's, where there are any. */
function builtinModule(name: string): unknown {
  return (globalThis as unknown as {
    process?: { getBuiltinModule?: (name: string) => unknown };
  }).process?.getBuiltinModule?.(name);
}

/** V8's `gc`, which a context has that is made after --expose-gc; null where that is refused. */
export function findCollector(): ((o?: { type: "minor" }) => void) | null {
  try {
    const v8 = builtinModule("node:v8") as V8;
    const vm = builtinModule("node:vm") as { runInNewContext(s: string): unknown };
    v8.setFlagsFromString("--expose-gc");
    const gc = vm.runInNewContext("gc");
    return typeof gc === "function" ? gc as () => void : null;
  } catch {
    return null;
  }
}

let collector: ((o?: { type: "minor" }) => void) | null | undefined;

/** Has the engine collect its garbage; false where that cannot be had. */
export function collectEngine(): boolean {
  if (collector === undefined) collector = findCollector();
  collector?.();
  return collector !== null;
}

/** Bytes that the engine holds, garbage included; -1 where it does not tell. */
export function engineMemory(): number {
  const v8 = builtinModule("node:v8") as V8 | undefined;
  if (v8 !== undefined) {
    const s = v8.getHeapStatistics();
    return s.used_heap_size + s.external_memory;
  }
  const p = performance as unknown as { memory?: { usedJSHeapSize: number } };
  return p.memory === undefined ? -1 : p.memory.usedJSHeapSize;
}

/** Stops for so many milliseconds. Where the engine refuses to wait (a page's own thread), it is kept busy. */
export function pause(milliseconds: number): void {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  } catch {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  }
}
