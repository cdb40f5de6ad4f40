/**
 * posix: processes, ids, scheduling, the system's settings. There is no fork:
 * a child of Deno's could not run JavaScript.
 *
 * @module
 */
import type { Decls, NativeFn } from "../../core/args.ts";
import { asInt } from "../../core/compare.ts";
import { overflowError, typeError, typeName, valueError } from "../../core/errors.ts";
import {
  type KwNames,
  normInt,
  PyBytes,
  PyFloat,
  PyList,
  PyObject,
  tuple,
  type Value,
} from "../../core/object.ts";
import { asIndex, callMethod, fastItems, toArray } from "../../core/ops.ts";
import { host, HostError } from "../../host/host.ts";
import { fromC, type SysName, untilNull, viewOf } from "../../host/linux.ts";
import { exec, spawn } from "../../host/spawn.ts";
import { makeStructSeq, PyStructSeq } from "../../objects/structseq.ts";
import { PySet } from "../../objects/set.ts";
import { strerror } from "../errno.ts";
import { flushFiles } from "../io/fileio.ts";
import { fsBytes, int, kernel, long, size, sys } from "../kernel.ts";
import { errnoError, fspath, hostCall, hostPath, isIndex, osError } from "../oserror.ts";
import { makeRusage, RUSAGE_SIZE } from "../rusage.ts";
import { runSignals } from "../signals.ts";
import { linux, pathArg } from "./common.ts";
import { confName } from "./files.ts";
import { CONFSTR, SYSCONF } from "./sysconf.ts";

export const timesResult = makeStructSeq("times_result", "posix", [
  "user",
  "system",
  "children_user",
  "children_system",
  "elapsed",
]);
export const unameResult = makeStructSeq("uname_result", "posix", [
  "sysname",
  "nodename",
  "release",
  "version",
  "machine",
]);
export const waitidResult = makeStructSeq("waitid_result", "posix", [
  "si_pid",
  "si_uid",
  "si_signo",
  "si_status",
  "si_code",
]);
export const schedParam = makeStructSeq("sched_param", "posix", ["sched_priority"]);

// ids ---------------------------------------------------------------------------------

const idOf = (name: SysName, other: () => number): NativeFn => () => {
  const k = linux();
  return k !== null ? k.call(name) : other();
};

const id = (v: Value, what: "uid" | "gid"): number => {
  if (!isIndex(v)) throw typeError(`${what} should be integer, not ${typeName(v)}`);
  const n = asIndex(v);
  if (n < -1) throw overflowError(`${what} is less than minimum`);
  if (n > 4294967295) throw overflowError(`${what} is greater than maximum`);
  // C's unsigned int as the signed one that foreign calls take
  return Number(n) | 0;
};

/** libc's own: it changes every thread of the process, the system call only one. */
function setIds(name: string, what: "uid" | "gid"): NativeFn {
  return (...ids: Value[]) => {
    const values = ids.map((v) => id(v, what));
    const k = kernel();
    const f = hostCall(() => k.libc(name, values.map(() => "i32"), "i32"));
    if (f(...values) !== 0) throw errnoError(1);
  };
}

/** The groups of a user, from /etc/group. */
function groupsOf(user: string): number[] {
  try {
    return new TextDecoder().decode(host.readFile("/etc/group")).split("\n")
      .map((l) => l.split(":")).filter((f) => f.length >= 4 && f[3].split(",").includes(user))
      .map((f) => Number(f[2]));
  } catch (e) {
    if (e instanceof HostError) return [];
    throw e;
  }
}

function three(name: SysName): Value {
  const parts = [new Uint8Array(4), new Uint8Array(4), new Uint8Array(4)];
  sys(name, ...parts);
  return tuple(parts.map((b) => viewOf(b).getUint32(0, true)));
}

const ids: Decls = {
  getpid: ["()", () => host.pid()],
  getppid: ["()", idOf("getppid", () => host.ppid())],
  getuid: ["()", idOf("getuid", () => host.uid())],
  geteuid: ["()", idOf("geteuid", () => host.uid())],
  getgid: ["()", idOf("getgid", () => host.gid())],
  getegid: ["()", idOf("getegid", () => host.gid())],
  getresuid: ["()", () => three("getresuid")],
  getresgid: ["()", () => three("getresgid")],
  getgroups: ["()", () => {
    if (linux() === null) return new PyList([host.gid()]);
    const b = new Uint8Array(4 * 65536);
    const n = sys("getgroups", 65536, b);
    const v = viewOf(b);
    return new PyList(Array.from({ length: n }, (_, i) => v.getUint32(4 * i, true)));
  }],
  getgrouplist: ["(user, group, /)", (user: Value, group: Value) => {
    const g = id(group, "gid");
    const name = hostPath(fspath(user));
    return new PyList([...new Set([g, ...groupsOf(name)])]);
  }],
  initgroups: ["(username, gid, /)", (user: Value, gid: Value) => {
    const name = new Uint8Array([...fsBytes(fspath(user)), 0]);
    const g = id(gid, "gid");
    if (kernel().libc("initgroups", ["buffer", "i32"], "i32")(name, g) !== 0) throw errnoError(1);
  }],
  setgroups: ["(groups, /)", (groups: Value) => {
    const all = fastItems(groups, "setgroups argument must be a sequence").map((g) => {
      if (!isIndex(g)) throw typeError("groups must be integers");
      return id(g, "gid");
    });
    if (all.length > 65536) throw valueError("too many groups");
    const b = new Uint8Array(4 * all.length + 4);
    all.forEach((g, i) => viewOf(b).setInt32(4 * i, g, true));
    const f = kernel().libc("setgroups", ["usize", "buffer"], "i32");
    if (f(BigInt(all.length), b) !== 0) throw errnoError(1);
  }],
  setuid: ["(uid, /)", setIds("setuid", "uid")],
  seteuid: ["(euid, /)", setIds("seteuid", "uid")],
  setreuid: ["(ruid, euid, /)", setIds("setreuid", "uid")],
  setresuid: ["(ruid, euid, suid, /)", setIds("setresuid", "uid")],
  setgid: ["(gid, /)", setIds("setgid", "gid")],
  setegid: ["(egid, /)", setIds("setegid", "gid")],
  setregid: ["(rgid, egid, /)", setIds("setregid", "gid")],
  setresgid: ["(rgid, egid, sgid, /)", setIds("setresgid", "gid")],
  getpgrp: ["()", () => linux() === null ? host.pid() : sys("getpgrp")],
  getpgid: ["(pid)", (pid: Value) => sys("getpgid", int(pid))],
  setpgid: ["(pid, pgrp, /)", (pid: Value, group: Value) => {
    sys("setpgid", int(pid), int(group));
  }],
  setpgrp: ["()", () => void sys("setpgid", 0, 0)],
  getsid: ["(pid, /)", (pid: Value) => sys("getsid", int(pid))],
  setsid: ["()", () => void sys("setsid")],
  getlogin: ["()", () => {
    const k = linux();
    if (k === null) return host.getenv("LOGNAME") ?? host.getenv("USER") ?? "root";
    const b = new Uint8Array(256);
    const r = Number(k.libc("getlogin_r", ["buffer", "usize"], "i32")(b, 256n));
    if (r !== 0) throw errnoError(r);
    return fromC(untilNull(b));
  }],
};

// processes ---------------------------------------------------------------------------

const noFork: NativeFn = () => {
  throw osError(
    new HostError(
      38,
      "Function not implemented (a forked Deno cannot run; use subprocess or os.system)",
    ),
  );
};

function argvOf(name: string, argv: Value): Uint8Array[] {
  if (!(argv instanceof PyList) && !isTupleLike(argv)) {
    throw typeError(`${name}: argv must be a tuple or list`);
  }
  const items = fastItems(argv);
  if (items.length === 0) throw valueError(`${name}() arg 2 must not be empty`);
  const out = items.map((v) => fsBytes(fspath(v)));
  if (out.some((b) => b.includes(0))) throw valueError("embedded null byte");
  if (out[0].length === 0) throw valueError(`${name}() arg 2 first element cannot be empty`);
  return out;
}

const isTupleLike = (v: Value): boolean => v instanceof PyObject && "items" in v;

function execve(name: string, path: Value, argv: Value, env: Value | undefined): Value {
  const p = pathArg(name, path, name === "execve");
  const args = argvOf(name, argv);
  let strings: Uint8Array[] | null = null;
  if (env !== undefined) {
    strings = envStrings(env);
  }
  const k = kernel();
  flushFiles();
  const file = p.isFd ? `/proc/self/fd/${p.fd}` : p.text;
  return hostCall(() => exec(host, k, file, args, strings), path);
}

/** The strings of an environment argument. */
function envStrings(env: Value): Uint8Array[] {
  if (!(env instanceof PyObject) || env.cls.lookup("keys") === undefined) {
    throw typeError("execve: environment must be a mapping object");
  }
  const keys = [...fastItems(callMethod(env, "keys"), "env.keys() is not a list")];
  const values = [...fastItems(callMethod(env, "values"), "env.values() is not a list")];
  return keys.map((key, i) => {
    const [a, b] = [fsBytes(fspath(key)), fsBytes(fspath(values[i]))];
    if (a.indexOf(61, 1) >= 0) throw valueError("illegal environment variable name");
    if (a.includes(0) || b.includes(0)) throw valueError("embedded null byte");
    return new Uint8Array([...a, 61, ...b]);
  });
}

const [P_WAIT, P_NOWAIT] = [0, 1];

/**
 * os.spawnv and its kin, which os.py otherwise makes of fork() and exec().
 * A program that cannot be started gives status 127, as there.
 */
function spawnProgram(
  name: string,
  mode: Value,
  file: Value,
  argv: Value,
  env: Value,
  search: boolean,
): number {
  const m = int(mode);
  if (!(argv instanceof PyList) && !isTupleLike(argv)) {
    throw typeError("argv must be a tuple or a list");
  }
  if (fastItems(argv).length === 0 || fastItems(argv)[0] === "") {
    throw valueError("argv first element cannot be empty");
  }
  if (m !== P_WAIT && m !== P_NOWAIT) throw valueError(`invalid mode: ${m}`);
  const args = argvOf(name, argv);
  const strings = env === null ? null : envStrings(env);
  const path = hostPath(fspath(file));
  const k = kernel();
  flushFiles();
  const folders = search && !path.includes("/")
    ? (host.getenv("PATH") ?? "/bin:/usr/bin").split(":").map((d) => `${d}/`)
    : [""];
  const pid = hostCall(() => {
    for (const d of folders) {
      const r = spawn(host, k, d + path, { argv: args, env: strings });
      if (r > 0) return r;
    }
    // a child there is all the same: it ends with 127
    const encoder = new TextEncoder();
    const shell = ["sh", "-c", "exit 127"].map((t): Uint8Array => encoder.encode(t));
    return spawn(host, k, "/bin/sh", { argv: shell, env: null });
  });
  if (m === P_NOWAIT) return pid;
  const status = wait(pid, 0)[1];
  return (status & 0x7f) !== 0 ? -(status & 0x7f) : (status >> 8) & 0xff;
}

function spawnDecl(name: string, search: boolean, withEnv: boolean): Decls[string] {
  return withEnv
    ? [
      "(mode, file, args, env)",
      (m: Value, f: Value, a: Value, e: Value) => spawnProgram(name, m, f, a, e, search),
    ]
    : [
      "(mode, file, args)",
      (m: Value, f: Value, a: Value) => spawnProgram(name, m, f, a, null, search),
    ];
}

function wait(pid: number, options: number): [number, number, Uint8Array] {
  const status = new Uint8Array(4);
  const usage = new Uint8Array(RUSAGE_SIZE);
  const r = sys("wait4", pid, status, options, usage);
  return [r, r === 0 ? 0 : viewOf(status).getInt32(0, true), usage];
}

function wait3(pid: number, options: number): Value {
  const [r, status, usage] = wait(pid, options);
  return tuple([r, status, makeRusage(usage)]);
}

function system(command: Value): Value {
  const text = hostPath(fspath(command));
  flushFiles();
  const k = linux();
  if (k === null) {
    const r = hostCall(() => host.spawnSync(["/bin/sh", "-c", text], { capture: false }));
    return r.code > 128 && r.code < 160 ? r.code - 128 : r.code << 8;
  }
  const argv = ["sh", "-c"].map((s): Uint8Array => new TextEncoder().encode(s));
  argv.push(fsBytes(fspath(command)));
  return hostCall(() => {
    // as in C: while the command runs the terminal's signals are for it alone
    const before = [2, 3].map((n) => [n, k.getSignal(n)] as const);
    for (const [n] of before) k.setSignal(n, 1);
    try {
      const pid = spawn(host, k, "/bin/sh", {
        argv,
        env: null,
        defaults: before.filter(([, was]) => was !== 1).map(([n]) => n),
      });
      return pid < 0 ? 127 << 8 : wait(pid, 0)[1];
    } finally {
      for (const [n, was] of before) if (was !== 3) k.setSignal(n, was);
    }
  });
}

/** Sends a signal; one to this very process reaches the thread that runs Python. */
function kill(pid: number, signal: number): void {
  const k = linux();
  hostCall(() => {
    if (k === null) host.kill(pid, signal);
    else if (pid === host.pid() && signal !== 0) k.call("tgkill", pid, pid, signal);
    else k.call("kill", pid, signal);
  });
  runSignals();
}

const processes: Decls = {
  fork: ["()", noFork],
  forkpty: ["()", noFork],
  execv: ["(path, argv, /)", (path: Value, argv: Value) => execve("execv", path, argv, undefined)],
  execve: [
    "(path, argv, env)",
    (path: Value, argv: Value, env: Value) => execve("execve", path, argv, env),
  ],
  spawnv: spawnDecl("spawnv", false, false),
  spawnve: spawnDecl("spawnve", false, true),
  spawnvp: spawnDecl("spawnvp", true, false),
  spawnvpe: spawnDecl("spawnvpe", true, true),
  _exit: ["(status)", (status: Value) => {
    const n = int(status);
    const k = linux();
    if (k !== null) k.raw("exit_group", n);
    return host.exit(n & 0xff);
  }],
  abort: ["()", () => {
    const k = linux();
    if (k !== null) {
      k.setSignal(6, 0);
      k.raw("tgkill", host.pid(), host.pid(), 6);
    }
    return host.exit(134);
  }],
  system: ["(command)", system],
  kill: ["(pid, signal, /)", (pid: Value, sig: Value) => kill(int(pid), int(sig))],
  killpg: ["(pgid, signal, /)", (group: Value, sig: Value) => {
    const [g, s] = [int(group), int(sig)];
    if (g < 0) throw errnoError(22);
    sys("kill", g === 0 ? 0 : -g, s);
    runSignals();
  }],
  wait: ["()", () => tuple(wait(-1, 0).slice(0, 2) as Value[])],
  waitpid: [
    "(pid, options, /)",
    (pid: Value, options: Value) => tuple(wait(int(pid), int(options)).slice(0, 2) as Value[]),
  ],
  wait3: ["(options)", (options: Value) => wait3(-1, int(options))],
  wait4: ["(pid, options)", (pid: Value, options: Value) => wait3(int(pid), int(options))],
  waitid: ["(idtype, id, options, /)", (type: Value, who: Value, options: Value) => {
    const b = new Uint8Array(128);
    sys("waitid", int(type), int(who), b, int(options), null);
    const v = viewOf(b);
    if (v.getInt32(12, true) === 0) return null;
    return waitidResult.make([
      v.getInt32(12, true),
      v.getUint32(16, true),
      v.getInt32(0, true),
      v.getInt32(20, true),
      v.getInt32(8, true),
    ]);
  }],
  times: ["()", () => {
    const f = (n: number) => new PyFloat(n);
    if (linux() === null) {
      const zero = f(0);
      const cpu = f(Number(host.cpuNs()) / 1e9);
      return timesResult.make([cpu, zero, zero, zero, f(Number(host.monotonicNs()) / 1e9)]);
    }
    const b = new Uint8Array(32);
    const elapsed = sys("times", b);
    const v = viewOf(b);
    const at = (i: number) => f(Number(v.getBigInt64(8 * i, true)) / 100);
    return timesResult.make([at(0), at(1), at(2), at(3), f(elapsed / 100)]);
  }],
  WCOREDUMP: ["(status, /)", (s: Value) => (int(s) & 0x80) !== 0],
  WIFCONTINUED: ["(status)", (s: Value) => int(s) === 0xffff],
  WIFSTOPPED: ["(status)", (s: Value) => (int(s) & 0xff) === 0x7f],
  WIFSIGNALED: ["(status)", (s: Value) => ((int(s) & 0x7f) + 1) << 24 >> 25 > 0],
  WIFEXITED: ["(status)", (s: Value) => (int(s) & 0x7f) === 0],
  WEXITSTATUS: ["(status)", (s: Value) => (int(s) >> 8) & 0xff],
  WTERMSIG: ["(status)", (s: Value) => int(s) & 0x7f],
  WSTOPSIG: ["(status)", (s: Value) => (int(s) >> 8) & 0xff],
};

// scheduling --------------------------------------------------------------------------

function priorityOf(v: Value): Uint8Array {
  if (!(v instanceof PyStructSeq) || v.cls !== schedParam.type) {
    throw typeError("must have a sched_param object");
  }
  const n = asIndex(v.items[0]);
  if (n > 2147483647 || n < -2147483648) throw overflowError("sched_priority out of range");
  const b = new Uint8Array(4);
  viewOf(b).setInt32(0, Number(n), true);
  return b;
}

const scheduling: Decls = {
  nice: ["(increment, /)", (increment: Value) => {
    const by = int(increment);
    const now = 20 - sys("getpriority", 0, 0);
    const to = Math.max(-20, Math.min(19, now + by));
    sys("setpriority", 0, 0, to);
    return 20 - sys("getpriority", 0, 0);
  }],
  getpriority: [
    "(which, who)",
    (which: Value, who: Value) => 20 - sys("getpriority", int(which), int(who)),
  ],
  setpriority: ["(which, who, priority)", (which: Value, who: Value, priority: Value) => {
    sys("setpriority", int(which), int(who), int(priority));
  }],
  sched_yield: ["()", () => {
    if (linux() !== null) sys("sched_yield");
  }],
  sched_get_priority_max: ["(policy)", (p: Value) => sys("sched_get_priority_max", int(p))],
  sched_get_priority_min: ["(policy)", (p: Value) => sys("sched_get_priority_min", int(p))],
  sched_getscheduler: ["(pid, /)", (pid: Value) => sys("sched_getscheduler", int(pid))],
  sched_setscheduler: [
    "(pid, policy, param, /)",
    (pid: Value, policy: Value, param: Value) => {
      sys("sched_setscheduler", int(pid), int(policy), priorityOf(param));
    },
  ],
  sched_getparam: ["(pid, /)", (pid: Value) => {
    const b = new Uint8Array(4);
    sys("sched_getparam", int(pid), b);
    return schedParam.make([viewOf(b).getInt32(0, true)]);
  }],
  sched_setparam: ["(pid, param, /)", (pid: Value, param: Value) => {
    sys("sched_setparam", int(pid), priorityOf(param));
  }],
  sched_rr_get_interval: ["(pid, /)", (pid: Value) => {
    const b = new Uint8Array(16);
    sys("sched_rr_get_interval", int(pid), b);
    const v = viewOf(b);
    return new PyFloat(
      Number(v.getBigInt64(0, true)) + 1e-9 * Number(v.getBigInt64(8, true)),
    );
  }],
  sched_getaffinity: ["(pid, /)", (pid: Value) => {
    const b = new Uint8Array(1024);
    const n = sys("sched_getaffinity", int(pid), b.length, b);
    const out: Value[] = [];
    for (let i = 0; i < 8 * n; i++) if (b[i >> 3] & (1 << (i & 7))) out.push(i);
    const s = new PySet();
    for (const x of out) s.add(x);
    return s;
  }],
  sched_setaffinity: ["(pid, mask, /)", (pid: Value, mask: Value) => {
    const p = int(pid);
    const b = new Uint8Array(1024);
    for (const x of toArray(mask)) {
      const n = asInt(x);
      if (n === undefined) {
        throw typeError(
          `expected an iterator of ints, but iterator yielded ${"<class"} '${typeName(x)}'>`,
        );
      }
      if (n < 0) throw valueError("negative CPU number");
      if (n > 2147483646) throw overflowError("CPU number too large");
      if (n < 8192) b[Number(n) >> 3] |= 1 << (Number(n) & 7);
    }
    sys("sched_setaffinity", p, b.length, b);
  }],
};

// the system --------------------------------------------------------------------------

function kernelText(name: string): string {
  try {
    return new TextDecoder().decode(host.readFile(`/proc/sys/kernel/${name}`)).trim();
  } catch {
    return "";
  }
}

function uname(): Value {
  const k = linux();
  if (k === null) {
    return unameResult.make([
      "Linux",
      hostCall(() => host.hostname()),
      kernelText("osrelease"),
      kernelText("version"),
      "x86_64",
    ]);
  }
  const b = new Uint8Array(65 * 6);
  sys("uname", b);
  return unameResult.make(
    [0, 1, 2, 3, 4].map((i) => fromC(untilNull(b.subarray(65 * i, 65 * i + 65)))),
  );
}

function environment(set: boolean, name: Value, value: Value): void {
  const [k, v] = [fsBytes(fspath(name)), set ? fsBytes(fspath(value)) : new Uint8Array(0)];
  if (set && k.includes(61)) throw valueError("illegal environment variable name");
  if (k.includes(0) || v.includes(0)) throw valueError("embedded null byte");
  const os = linux();
  if (os === null) {
    const text = hostPath(fspath(name));
    hostCall(() => host.setenv(text, set ? hostPath(fspath(value)) : undefined));
    return;
  }
  const key = new Uint8Array([...k, 0]);
  if (k.length === 0 || k.includes(61)) throw errnoError(22);
  if (set) {
    os.libc("setenv", ["buffer", "buffer", "i32"], "i32")(key, new Uint8Array([...v, 0]), 1);
  } else os.libc("unsetenv", ["buffer"], "i32")(key);
}

function random(n: number): Value {
  return new PyBytes(host.random(n));
}

const system_: Decls = {
  umask: ["(mask, /)", (m: Value) => host.umask(int(m))],
  uname: ["()", uname],
  putenv: ["(name, value, /)", (name: Value, value: Value) => environment(true, name, value)],
  unsetenv: ["(name, /)", (name: Value) => environment(false, name, null)],
  strerror: ["(code, /)", (code: Value) => strerror(int(code))],
  urandom: ["(size, /)", (n: Value) => {
    const count = long(n);
    if (count < 0n) throw valueError("negative argument not allowed");
    return random(size(n));
  }],
  getrandom: ["(size, flags=0)", (n: Value, flags: Value = 0) => {
    const f = int(flags);
    const count = long(n);
    if (count < 0n || (f & ~3) !== 0) throw errnoError(22);
    return random(size(n));
  }],
  cpu_count: ["()", () => host.cpuCount()],
  getloadavg: ["()", () => {
    const text = hostCall(() => new TextDecoder().decode(host.readFile("/proc/loadavg")));
    return tuple(text.split(" ").slice(0, 3).map((s) => new PyFloat(Number(s))));
  }],
  sysconf: ["(name, /)", (name: Value) => {
    const n = confName(name, SYSCONF);
    const r = kernel().libc("sysconf", ["i32"], "i64")(n) as bigint;
    if (r === -1n && !Object.values(SYSCONF).includes(n)) throw errnoError(22);
    return normInt(BigInt(r));
  }],
  confstr: ["(name, /)", (name: Value) => {
    const n = confName(name, CONFSTR);
    const f = kernel().libc("confstr", ["i32", "buffer", "usize"], "i64");
    const b = new Uint8Array(Number(f(n, null, 0n)));
    if (b.length === 0) {
      if (!Object.values(CONFSTR).includes(n)) throw errnoError(22);
      return null;
    }
    f(n, b, BigInt(b.length));
    return fromC(untilNull(b));
  }],
};

export const processFunctions: Decls = { ...ids, ...processes, ...scheduling, ...system_ };

/** sched_param(sched_priority): one argument, by name too. */
export function wireSchedParam(): void {
  const t = schedParam.type;
  t.tpNew = (_t, args: Value[], kw: KwNames) => {
    const n = kw === null ? 0 : kw.length;
    if (args.length > 1) {
      throw typeError(`sched_param() takes at most 1 argument (${args.length} given)`);
    }
    if (args.length === 0) {
      throw typeError("Required argument 'sched_priority' (pos 1) not found");
    }
    if (n === 1 && kw![0] !== "sched_priority") {
      throw typeError(`'${kw![0]}' is an invalid keyword argument for this function`);
    }
    return schedParam.make([args[0]]);
  };
}
