/**
 * The world that an interpreter is given: its host, its limits.
 *
 * @module
 */
import { type LimitKind, Meter } from "../core/meter.ts";
import { E, exception, type PySystemExit } from "../core/errors.ts";
import { writeConsole } from "../host/console.ts";
import { DenoHost } from "../host/deno.ts";
import { collectEngine, engineMemory } from "../host/engine.ts";
import { FolderFiles } from "../host/folder_files.ts";
import { type Host, hostError } from "../host/host.ts";
import { type FileSystem, MemoryFileSystem } from "../host/memory_files.ts";
import { VirtualHost } from "../host/virtual.ts";
import { limitException } from "./bridge.ts";
import { MemoryFiles, memorySystem } from "./files.ts";
import type { Input, Output, PythonOptions } from "./options.ts";

/** The meter of an interpreter's limits, or null where nothing is limited. */
export function makeMeter(options: PythonOptions, sliced: boolean): Meter | null {
  const { limits = {}, interrupt } = options;
  const some = limits.time !== undefined || limits.instructions !== undefined ||
    limits.memory !== undefined || limits.output !== undefined;
  if (!some && interrupt === undefined && !sliced) return null;
  for (const [name, n] of Object.entries(limits)) {
    if (typeof n !== "number" || !(n >= 0)) throw new RangeError(`Not a limit: ${name}: ${n}`);
  }
  return new Meter(
    {
      time: limits.time ?? Infinity,
      instructions: limits.instructions ?? Infinity,
      memory: limits.memory ?? Infinity,
      output: limits.output ?? Infinity,
    },
    interrupt ?? null,
    {
      exceeded: (kind: LimitKind) => limitException(kind),
      interrupted: () => exception(E.KeyboardInterrupt),
      memoryUsed: engineMemory,
      collect: collectEngine,
    },
  );
}

const encoder = new TextEncoder();

/** Gives bytes of an input, piece by piece. */
function reader(input: Input | undefined): (buffer: Uint8Array) => number {
  let rest: Uint8Array = new Uint8Array(0);
  let more: (() => string | Uint8Array | null) | null = typeof input === "function" ? input : null;
  const bytes = (x: string | Uint8Array) => typeof x === "string" ? encoder.encode(x) : x;
  if (input !== undefined && typeof input !== "function") rest = bytes(input);
  return (buffer) => {
    while (rest.length === 0 && more !== null) {
      const next = more();
      if (next === null) more = null;
      else rest = bytes(next);
    }
    const n = Math.min(rest.length, buffer.length);
    buffer.set(rest.subarray(0, n));
    rest = rest.subarray(n);
    return n;
  };
}

/** Takes bytes for an output. */
function writer(fd: 1 | 2, output: Output = "inherit"): (data: Uint8Array) => number {
  if (output === "inherit") return (data) => writeConsole(fd, data);
  if (output === "ignore") return (data) => data.length;
  if (typeof output === "function") {
    // a character may be cut in two
    const decoder = new TextDecoder();
    return (data) => {
      const text = decoder.decode(data, { stream: true });
      if (text !== "") output(text);
      return data.length;
    };
  }
  return (data) => {
    output.write(data.slice());
    return data.length;
  };
}

/** A file system that has nothing and takes nothing. */
class NoFiles extends MemoryFileSystem {
  override open(path: string, flags: number, mode: number): ReturnType<MemoryFileSystem["open"]> {
    if ((flags & 0o100) !== 0) throw hostError(30);
    return super.open(path, flags, mode);
  }
  override mkdir(): void {
    throw hostError(30);
  }
}

function filesOf({ fs }: PythonOptions): FileSystem {
  if (fs === undefined) return new MemoryFileSystem();
  if (fs === "none") return new NoFiles();
  if (fs === "deno") return new FolderFiles(new DenoHost(""), "", true);
  if (fs instanceof MemoryFiles) return memorySystem(fs);
  const host = new DenoHost("");
  return new FolderFiles(host, host.realpath(fs.folder), fs.write ?? false);
}

/** Random bytes that a seed decides (xorshift32): for runs that are to be the same, not for secrets. */
function seeded(seed: number): (n: number) => Uint8Array {
  let x = Math.imul(seed | 0, 0x9e3779b1) ^ 0x85ebca6b || 1;
  return (n) =>
    Uint8Array.from({ length: n }, () => {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      return (x >>> 11) & 0xff;
    });
}

function random(n: number): Uint8Array {
  const out = new Uint8Array(n);
  for (let i = 0; i < n; i += 65536) crypto.getRandomValues(out.subarray(i, i + 65536));
  return out;
}

/** The host of an interpreter. What its output's code throws is handed to `failed`. */
export function makeHost(
  options: PythonOptions,
  meter: Meter | null,
  failed: (e: unknown) => unknown,
): Host {
  const guarded = <A>(f: (x: A) => number) => (x: A): number => {
    try {
      return f(x);
    } catch (e) {
      throw failed(e);
    }
  };
  const sinks = {
    1: guarded(writer(1, options.stdout)),
    2: guarded(writer(2, options.stderr)),
  };
  const read = guarded(reader(options.stdin));
  const write = (fd: 1 | 2, data: Uint8Array): number => {
    const allowed = meter === null ? data.length : meter.write(data.length);
    if (allowed === data.length) return sinks[fd](data);
    for (let rest = data.subarray(0, allowed); rest.length > 0;) {
      rest = rest.subarray(sinks[fd](rest));
    }
    // as if all had been written: nothing is to be left over for the next program
    return data.length;
  };
  if (options.host === "deno") {
    const host = new DenoHost("");
    const all = { read: host.read.bind(host), write: host.write.bind(host) };
    if (options.stdin !== undefined) host.read = (fd, b) => fd === 0 ? read(b) : all.read(fd, b);
    host.write = (fd, data) => fd === 1 || fd === 2 ? write(fd, data) : all.write(fd, data);
    return host;
  }
  return new VirtualHost({
    files: filesOf(options),
    env: { ...options.env },
    read,
    write,
    clock: options.clock ?? null,
    waiting: () => meter?.look(),
    exit: (code) => {
      const e = exception(E.SystemExit, code) as PySystemExit;
      e.code = code;
      throw e;
    },
    random: options.randomSeed === undefined ? random : seeded(options.randomSeed),
  });
}
