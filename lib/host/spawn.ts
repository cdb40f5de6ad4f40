/**
 * Starting programs: posix_spawn and execve. A forked child of Deno could not
 * run JavaScript (its threads are gone), so that there is no fork.
 *
 * @module
 */
import { type Host, HostError } from "./host.ts";
import { cString, type Linux, viewOf } from "./linux.ts";

/** What a child does with its descriptors before the program starts. */
export type FdAction = readonly ["dup2", number, number] | readonly ["close", number];

/** How to start a program. */
export interface SpawnOptions {
  readonly argv: readonly Uint8Array[];
  /** The environment, "NAME=value"; null: this process's. */
  readonly env: readonly Uint8Array[] | null;
  readonly cwd?: string | null;
  readonly setsid?: boolean;
  readonly actions?: readonly FdAction[];
  /** Signals that get their default action back. */
  readonly defaults?: readonly number[];
}

/** Strings in one block with the array of their addresses, as argv and environ are. */
function table(k: Linux, strings: readonly Uint8Array[]): [Uint8Array, Uint8Array] {
  const block = new Uint8Array(strings.reduce((n, s) => n + s.length + 1, 1));
  const start = k.address(block);
  const pointers = new Uint8Array(8 * (strings.length + 1));
  const v = viewOf(pointers);
  let at = 0;
  strings.forEach((s, i) => {
    block.set(s, at);
    v.setBigUint64(8 * i, start + BigInt(at), true);
    at += s.length + 1;
  });
  return [pointers, block];
}

/** The strings of this process's environment. */
export function environStrings(host: Host): Uint8Array[] {
  const env = host.environ();
  return Object.keys(env).map((name) => cString(`${name}=${env[name]}`).slice(0, -1));
}

/**
 * The path, and the arguments in front of the given ones. What `sys.executable`
 * names is started without its shell script: that needs neither PATH nor HOME.
 */
export function resolveProgram(
  host: Host,
  path: string,
  argv: readonly Uint8Array[],
): [string, readonly Uint8Array[]] {
  const direct = path !== "" && path === host.executable() ? host.directly() : null;
  if (direct === null) return [path, argv];
  const front = direct.map((s) => cString(s).slice(0, -1));
  return [direct[0], [...front, ...argv.slice(1)]];
}

const SETSIGDEF = 4;
const SETSID = 0x80;

/** Starts a program: its process id, or a negative errno. */
export function spawn(host: Host, k: Linux, path: string, o: SpawnOptions): number {
  const [file, args] = resolveProgram(host, path, o.argv);
  const actions = new Uint8Array(128);
  const attr = new Uint8Array(512);
  const one = (name: string) => k.libc(name, ["buffer"], "i32");
  const check = (r: unknown): void => {
    if (r !== 0) throw new HostError(Number(r), `Unknown error ${r}`);
  };
  check(one("posix_spawn_file_actions_init")(actions));
  check(one("posix_spawnattr_init")(attr));
  try {
    const dup2 = k.libc("posix_spawn_file_actions_adddup2", ["buffer", "i32", "i32"], "i32");
    const close = k.libc("posix_spawn_file_actions_addclose", ["buffer", "i32"], "i32");
    for (const a of o.actions ?? []) {
      if (a[0] === "dup2") check(dup2(actions, a[1], a[2]));
      else check(close(actions, a[1]));
    }
    if (o.cwd !== undefined && o.cwd !== null) {
      const chdir = k.libc("posix_spawn_file_actions_addchdir_np", ["buffer", "buffer"], "i32");
      check(chdir(actions, cString(o.cwd)));
    }
    let flags = 0;
    if (o.setsid) flags |= SETSID;
    if (o.defaults !== undefined && o.defaults.length > 0) {
      flags |= SETSIGDEF;
      const set = new Uint8Array(128);
      for (const n of o.defaults) set[(n - 1) >> 3] |= 1 << ((n - 1) & 7);
      check(k.libc("posix_spawnattr_setsigdefault", ["buffer", "buffer"], "i32")(attr, set));
    }
    check(k.libc("posix_spawnattr_setflags", ["buffer", "i32"], "i32")(attr, flags));
    const [argv, argBlock] = table(k, args);
    const [envp, envBlock] = table(k, o.env ?? environStrings(host));
    const pid = new Uint8Array(4);
    const r = k.libc(
      "posix_spawn",
      ["buffer", "buffer", "buffer", "buffer", "buffer", "buffer"],
      "i32",
    )(pid, cString(file), actions, attr, argv, envp);
    keep(argBlock, envBlock);
    return r === 0 ? viewOf(pid).getInt32(0, true) : -Number(r);
  } finally {
    one("posix_spawn_file_actions_destroy")(actions);
    one("posix_spawnattr_destroy")(attr);
  }
}

/** Memory whose address the kernel had until here. */
function keep(..._blocks: Uint8Array[]): void {}

/** Replaces this program; returns only when that failed, by throwing. */
export function exec(
  host: Host,
  k: Linux,
  path: string,
  argv: readonly Uint8Array[],
  env: readonly Uint8Array[] | null,
): never {
  const [file, args] = resolveProgram(host, path, argv);
  const [a, argBlock] = table(k, args);
  const [e, envBlock] = table(k, env ?? environStrings(host));
  const r = k.raw("execve", file, a, e);
  keep(argBlock, envBlock);
  throw new HostError(-r, `Unknown error ${-r}`);
}
