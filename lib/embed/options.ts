/**
 * How an interpreter is made.
 *
 * @module
 */
import type { MemoryFiles } from "./files.ts";

/**
 * How much a program may use. Each call into an interpreter has the whole
 * allowance; what Python and JavaScript do inside one another's calls counts
 * together. When a limit is used up the program is ended by an exception that it
 * cannot swallow for ever: `finally` clauses have a moment (20 milliseconds, or
 * 1,000 instructions), then every further step raises again.
 *
 * @example
 * ```ts
 * import { type Limits, Python, PythonLimitError } from "@wordcode/vm";
 *
 * const limits: Limits = { instructions: 10_000 };
 * using python = new Python({ limits });
 * try {
 *   python.exec("n = 0\nwhile True: n += 1");
 * } catch (e) {
 *   console.log(e instanceof PythonLimitError, python.globals.get("n")); // true 1999
 * }
 * ```
 */
export interface Limits {
  /** Milliseconds. It also holds inside built-ins; the compiled tier stays at work. */
  time?: number;
  /**
   * Instructions of the machine, and steps of built-ins: the same number in each
   * run of a program. Everything is interpreted then, since compiled code has no
   * instructions to count.
   */
  instructions?: number;
  /**
   * Bytes that the engine may hold beyond what it held when the interpreter was
   * first entered; looked at every few milliseconds, and before anything large is
   * made (that raises MemoryError, which a program may catch). Where the engine
   * does not tell (Firefox, Safari), only the latter.
   */
  memory?: number;
  /** Bytes written to stdout and stderr together; the rest is dropped. */
  output?: number;
  /** What `sys.getrecursionlimit()` is, and `sys.setrecursionlimit()` may set; 1000 unless given. */
  recursion?: number;
}

/**
 * What an interpreter tells the time by.
 *
 * @example
 * ```ts
 * import { type Clock, Python } from "@wordcode/vm";
 *
 * let now = 0;
 * const clock: Clock = { now: () => now, sleep: (ms) => void (now += ms) };
 * using python = new Python({ clock });
 * python.exec("import time; time.sleep(3600)");
 * console.log(python.evaluate("time.time()")); // 3600
 * ```
 */
export interface Clock {
  /** Milliseconds since the epoch; never less than before. */
  now(): number;
  /** Lets so many milliseconds pass. */
  sleep(milliseconds: number): void;
}

/**
 * Where output goes: to the process's own stream, nowhere, to a function that
 * takes text, or to an object that takes bytes.
 *
 * @example
 * ```ts
 * import { type Output, Python } from "@wordcode/vm";
 *
 * let text = "";
 * const stdout: Output = (s) => text += s;
 * using python = new Python({ stdout });
 * python.exec("print('hello')");
 * console.log(text); // hello
 * ```
 */
export type Output =
  | "inherit"
  | "ignore"
  | ((text: string) => void)
  | {
    /** Takes bytes. */
    write(data: Uint8Array): void;
  };

/**
 * Where input comes from: a text or bytes, or a function that is asked for more
 * and gives null at the end.
 *
 * @example
 * ```ts
 * import { type Input, Python } from "@wordcode/vm";
 *
 * const lines = ["Ada\n", "Grace\n"];
 * const stdin: Input = () => lines.shift() ?? null;
 * using python = new Python({ stdin });
 * console.log(python.evaluate("input() + input()")); // AdaGrace
 * ```
 */
export type Input = string | Uint8Array | (() => string | Uint8Array | null);

/**
 * A folder of the machine's as a program's whole file system. Needs Deno and
 * its permissions.
 *
 * @example
 * ```ts ignore
 * import { type Folder, Python } from "@wordcode/vm";
 *
 * const fs: Folder = { folder: "./data" };
 * using python = new Python({ fs });
 * python.exec("print(open('/report.txt').read())");
 * ```
 */
export interface Folder {
  /** The folder's path. Symbolic links in it are not followed. */
  folder: string;
  /** Whether the program may change what is in it; no unless given. */
  write?: boolean;
}

/**
 * How to make a {@linkcode Python}. Without options a program reaches nothing of
 * the machine but the standard output: it has an empty file system in memory, no
 * environment, no input, and no JavaScript.
 *
 * @example
 * ```ts
 * import { Python, type PythonOptions } from "@wordcode/vm";
 *
 * const options: PythonOptions = { argv: ["app.py", "-v"], env: { HOME: "/" }, hashSeed: 0 };
 * using python = new Python(options);
 * console.log(python.evaluate("__import__('sys').argv[1]")); // -v
 * ```
 */
export interface PythonOptions {
  /** `sys.argv`; `[""]` unless given. */
  argv?: readonly string[];
  /** `sys.path`; empty unless given, so that only the package's own modules can be imported. */
  path?: readonly string[];
  /** PYTHONHASHSEED: hashes of text are the same in each run with the same number; random unless given. */
  hashSeed?: number;
  /** A seed of `os.urandom()` and so of module random, to reproduce a run; the system's randomness unless given. */
  randomSeed?: number;
  /** `os.environ`; empty unless given. */
  env?: Readonly<Record<string, string>>;
  /** `sys.stdin`; at its end unless given. */
  stdin?: Input;
  /** `sys.stdout`; the process's own unless given. */
  stdout?: Output;
  /** `sys.stderr`; the process's own unless given. */
  stderr?: Output;
  /**
   * The files: in memory, a folder, all that Deno's permissions allow (`"deno"`),
   * or none. Unless given, an empty file system in memory.
   */
  fs?: MemoryFiles | Folder | "deno" | "none";
  /** The time; the machine's own unless given. */
  clock?: Clock;
  /** Modules in JavaScript, by name: each is what its object's properties are. */
  modules?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /**
   * Module `js`: with `true` all of JavaScript's globals, and everything that can
   * be reached from them; with an object what that has.
   */
  js?: boolean | Readonly<Record<string, unknown>>;
  /** The modules that programs may import: names (with all inside of them), or a function; all unless given. */
  imports?: readonly string[] | ((name: string) => boolean);
  /** How much programs may use; nothing is limited, and nothing counted, unless given. */
  limits?: Limits;
  /**
   * A cell that other threads write to, to interrupt what runs: 2 raises
   * KeyboardInterrupt, any other number but 0 ends the program.
   */
  interrupt?: Int32Array<SharedArrayBuffer>;
  /** Whether what is hot is compiled to JavaScript; yes unless given. */
  jit?: boolean;
  /** Whether programs can be run in slices of time, giving way to the event loop; no unless given. */
  sliced?: boolean;
  /** `-O` (1) or `-OO` (2); 0 unless given. */
  optimize?: 0 | 1 | 2;
  /**
   * The whole of Deno in place of a virtual machine: its files, environment,
   * processes, sockets and signals, as the command line has them. `env`, `fs`,
   * `clock` and `randomSeed` have no meaning then.
   */
  host?: "deno";
}
