/**
 * The host that Deno is, through `Deno.*` alone, so that nothing of Node's
 * compatibility layer is loaded at start.
 *
 * @module
 */
import { findCollector } from "./engine.ts";
import { type Host, HostError, hostError, type HostStat } from "./host.ts";
import {
  O_APPEND,
  O_CREAT,
  O_EXCL,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFREG,
} from "./host.ts";
import {
  AT_FDCWD,
  fromC,
  hasLinux,
  interrupts,
  type Linux,
  openedLinux,
  openLinux,
  untilNull,
} from "./linux.ts";

const ERRNO: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  ETXTBSY: 26,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EMLINK: 31,
  EPIPE: 32,
  ENAMETOOLONG: 36,
  ENOSYS: 38,
  ENOTEMPTY: 39,
  ELOOP: 40,
  ENOTSUP: 95,
  ECONNRESET: 104,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
};

/** The errno of a Deno error: by its code, its number in the text, or its class. */
function translate(e: unknown): HostError {
  if (e instanceof HostError) return e;
  const err = e as { code?: string; name?: string; message?: string };
  if (err.name === "NotCapable" || err.name === "PermissionDenied") {
    const needs = /Requires (\w+) access/.exec(err.message ?? "");
    if (needs !== null) {
      return new HostError(13, `Permission denied (Deno's ${needs[1]} permission is missing)`);
    }
    return hostError(/operation not permitted/i.test(err.message ?? "") ? 1 : 13);
  }
  if (err.code !== undefined && err.code in ERRNO) return hostError(ERRNO[err.code]);
  const n = /os error (\d+)/.exec(err.message ?? "");
  if (n !== null) return hostError(Number(n[1]));
  switch (err.name) {
    case "NotFound":
      return hostError(2);
    case "AlreadyExists":
      return hostError(17);
    case "BrokenPipe":
      return hostError(32);
    case "BadResource":
      return hostError(9);
    case "Interrupted":
      return hostError(4);
    case "IsADirectory":
      return hostError(21);
    case "NotADirectory":
      return hostError(20);
    case "FilesystemLoop":
      return hostError(40);
    case "NotSupported":
      return hostError(95);
  }
  return hostError(5);
}

function guard<T>(f: () => T): T {
  try {
    return f();
  } catch (e) {
    throw translate(e);
  }
}

const ms = (d: Date | null): bigint => (d === null ? 0n : BigInt(Math.round(d.getTime() * 1e6)));

function statOf(i: Deno.FileInfo): HostStat {
  let type = S_IFREG;
  if (i.isDirectory) type = S_IFDIR;
  else if (i.isSymlink) type = S_IFLNK;
  else if (i.isCharDevice) type = S_IFCHR;
  else if (i.isFifo) type = S_IFIFO;
  const mode = i.mode ?? (i.isDirectory ? 0o755 : 0o644);
  return {
    mode: mode & 0o170000 ? mode : mode | type,
    ino: i.ino ?? 0,
    dev: i.dev,
    nlink: i.nlink ?? 1,
    uid: i.uid ?? 0,
    gid: i.gid ?? 0,
    size: i.size,
    atimeNs: ms(i.atime),
    mtimeNs: ms(i.mtime),
    ctimeNs: ms((i as { ctime?: Date | null }).ctime ?? i.mtime),
  };
}

/** The environment that the process started with, from the kernel. */
function environFile(): Record<string, string> {
  try {
    const out: Record<string, string> = {};
    const data = Deno.readFileSync("/proc/self/environ");
    for (let at = 0; at < data.length;) {
      const one = untilNull(data.subarray(at));
      at += one.length + 1;
      const eq = one.indexOf(61, 1);
      if (eq > 0) out[fromC(one.subarray(0, eq))] = fromC(one.subarray(eq + 1));
    }
    return out;
  } catch {
    return {};
  }
}

interface Stream {
  readSync?(p: Uint8Array): number | null;
  writeSync?(p: Uint8Array): number;
  isTerminal?(): boolean;
}

/** The part of Deno's inside that is used, where it is there. */
function internals(): { runMicrotasks?: () => void } | undefined {
  const d = Deno as unknown as
    & { internal?: symbol }
    & Record<
      symbol,
      { core?: { runMicrotasks?: () => void } } | undefined
    >;
  return d.internal === undefined ? undefined : d[d.internal]?.core;
}

/** Deno as the host. */
export class DenoHost implements Host {
  private readonly files = new Map<number, Deno.FsFile | Stream>();
  private readonly append = new Set<number>();
  private mask = 0o022;
  /** Arguments of the command line for those that `directly()` starts. */
  startArgs: readonly string[] = [];
  private readonly exe: string;

  constructor(executable: string, private readonly script: string | null = null) {
    this.exe = executable;
    this.files.set(0, Deno.stdin);
    this.files.set(1, Deno.stdout);
    this.files.set(2, Deno.stderr);
  }

  linux(): Linux | null {
    return openLinux();
  }

  hasLinux(): boolean {
    return hasLinux();
  }

  directly(): string[] | null {
    if (Deno.build.standalone) return [Deno.execPath(), ...this.startArgs];
    if (this.script === null) return null;
    try {
      return [Deno.execPath(), "run", "-A", this.script, ...this.startArgs];
    } catch {
      // the permission to know is missing
      return null;
    }
  }

  private file(fd: number): Deno.FsFile {
    const f = this.files.get(fd);
    if (f === undefined) throw hostError(9);
    return f as Deno.FsFile;
  }

  private add(f: Deno.FsFile | Stream): number {
    let fd = 0;
    while (this.files.has(fd)) fd++;
    this.files.set(fd, f);
    return fd;
  }

  open(path: string, flags: number, mode: number): number {
    const k = openLinux();
    if (k !== null) return k.call("openat", AT_FDCWD, path, flags, mode);
    return guard(() => {
      const access = flags & 3;
      const write = access === O_WRONLY || access === O_RDWR;
      const f = Deno.openSync(path, {
        read: access !== O_WRONLY,
        write: write && !(flags & O_APPEND),
        append: write && (flags & O_APPEND) !== 0,
        truncate: write && (flags & O_TRUNC) !== 0,
        create: (flags & O_CREAT) !== 0 && (flags & O_EXCL) === 0,
        createNew: (flags & O_CREAT) !== 0 && (flags & O_EXCL) !== 0,
        mode: flags & O_CREAT ? mode & ~this.mask : undefined,
      });
      const fd = this.add(f);
      if (flags & O_APPEND) this.append.add(fd);
      return fd;
    });
  }

  close(fd: number): void {
    const k = openedLinux();
    if (k !== null) {
      // a descriptor is gone even when close() was cut short
      const r = k.raw("close", fd);
      if (r < 0 && r !== -4) throw hostError(-r);
      return;
    }
    const f = this.file(fd);
    this.files.delete(fd);
    this.append.delete(fd);
    if (fd > 2) guard(() => f.close());
  }

  read(fd: number, buffer: Uint8Array): number {
    const k = openedLinux();
    if (k !== null) return k.read(fd, buffer);
    const f = this.file(fd);
    if (f.readSync === undefined) throw hostError(9);
    return guard(() => f.readSync(buffer) ?? 0);
  }

  write(fd: number, data: Uint8Array): number {
    const k = openedLinux();
    if (k !== null) return k.write(fd, data);
    const f = this.file(fd);
    if (f.writeSync === undefined) throw hostError(9);
    return guard(() => f.writeSync(data));
  }

  seek(fd: number, offset: number, whence: number): number {
    const k = openedLinux();
    if (k !== null) return k.call("lseek", fd, offset, whence);
    const f = this.file(fd);
    if (f.seekSync === undefined) throw hostError(29);
    return guard(() => f.seekSync(offset, whence));
  }

  truncate(fd: number, length: number): void {
    const k = openedLinux();
    if (k !== null) return void k.call("ftruncate", fd, length);
    guard(() => this.file(fd).truncateSync(length));
  }

  fstat(fd: number): HostStat {
    const k = openedLinux();
    if (k !== null) return k.stat(fd, null, true);
    const f = this.file(fd);
    if (f.statSync === undefined) {
      const tty = this.isatty(fd);
      return {
        mode: (tty ? S_IFCHR : S_IFIFO) | 0o620,
        ino: fd,
        dev: 0,
        nlink: 1,
        uid: 0,
        gid: 0,
        size: 0,
        atimeNs: 0n,
        mtimeNs: 0n,
        ctimeNs: 0n,
      };
    }
    return guard(() => statOf(f.statSync()));
  }

  isatty(fd: number): boolean {
    const k = openedLinux();
    if (k !== null) {
      const r = k.raw("ioctl", fd, 0x5401, new Uint8Array(64));
      if (r === -9) throw hostError(9);
      return r === 0;
    }
    const f = this.file(fd) as Stream;
    return f.isTerminal?.() ?? false;
  }

  dup(fd: number): number {
    const k = openLinux();
    if (k !== null) return k.call("fcntl", fd, 1030, 0);
    return this.add(this.file(fd));
  }

  fsync(fd: number): void {
    const k = openedLinux();
    if (k !== null) return void k.call("fsync", fd);
    const f = this.file(fd);
    if (f.syncSync !== undefined) guard(() => f.syncSync());
  }

  stat(path: string, followSymlinks: boolean): HostStat {
    return guard(() => statOf(followSymlinks ? Deno.statSync(path) : Deno.lstatSync(path)));
  }

  readFile(path: string): Uint8Array {
    return guard(() => Deno.readFileSync(path));
  }

  writeFileAtomic(path: string, data: Uint8Array, mode: number): void {
    guard(() => {
      const tmp = `${path}.${Deno.pid}.${Math.floor(Math.random() * 1e9)}`;
      try {
        Deno.writeFileSync(tmp, data, { mode, createNew: true });
        Deno.renameSync(tmp, path);
      } catch (e) {
        try {
          Deno.removeSync(tmp);
        } catch {
          // it was never there
        }
        throw e;
      }
    });
  }

  listdir(path: string): string[] {
    return guard(() => Array.from(Deno.readDirSync(path), (e) => e.name));
  }

  mkdir(path: string, mode: number): void {
    guard(() => Deno.mkdirSync(path, { mode: mode & ~this.mask }));
  }

  rmdir(path: string): void {
    guard(() => {
      if (!Deno.lstatSync(path).isDirectory) throw hostError(20);
      Deno.removeSync(path);
    });
  }

  unlink(path: string): void {
    guard(() => {
      if (Deno.lstatSync(path).isDirectory) throw hostError(21);
      Deno.removeSync(path);
    });
  }

  rename(from: string, to: string): void {
    guard(() => Deno.renameSync(from, to));
  }

  link(from: string, to: string): void {
    guard(() => Deno.linkSync(from, to));
  }

  symlink(target: string, path: string): void {
    guard(() => Deno.symlinkSync(target, path));
  }

  readlink(path: string): string {
    return guard(() => Deno.readLinkSync(path));
  }

  chmod(path: string, mode: number): void {
    guard(() => Deno.chmodSync(path, mode));
  }

  chown(path: string, uid: number, gid: number): void {
    guard(() => Deno.chownSync(path, uid < 0 ? null : uid, gid < 0 ? null : gid));
  }

  utime(path: string, atimeNs: bigint, mtimeNs: bigint): void {
    guard(() => Deno.utimeSync(path, Number(atimeNs) / 1e9, Number(mtimeNs) / 1e9));
  }

  realpath(path: string): string {
    return guard(() => Deno.realPathSync(path));
  }

  getcwd(): string {
    return guard(() => Deno.cwd());
  }

  chdir(path: string): void {
    guard(() => Deno.chdir(path));
  }

  umask(mask: number): number {
    const k = openLinux();
    if (k !== null) return k.call("umask", mask & 0o777);
    const old = this.mask;
    this.mask = mask & 0o777;
    return old;
  }

  getenv(name: string): string | undefined {
    try {
      return Deno.env.get(name);
    } catch {
      // without the permission there is no environment
      return undefined;
    }
  }

  environ(): Record<string, string> {
    let env: Record<string, string>;
    try {
      env = Deno.env.toObject();
    } catch {
      return {};
    }
    // Deno leaves variables out that are not UTF-8
    const all = environFile();
    for (const name in all) {
      if (!(name in env) && !(name + all[name]).isWellFormed()) env[name] = all[name];
    }
    return env;
  }

  setenv(name: string, value: string | undefined): void {
    guard(() => value === undefined ? Deno.env.delete(name) : Deno.env.set(name, value));
  }

  pid(): number {
    return Deno.pid;
  }

  ppid(): number {
    return Deno.ppid;
  }

  uid(): number {
    try {
      return Deno.uid() ?? 0;
    } catch {
      return 0;
    }
  }

  gid(): number {
    try {
      return Deno.gid() ?? 0;
    } catch {
      return 0;
    }
  }

  exit(code: number): never {
    Deno.exit(code);
  }

  kill(pid: number, signal: number): void {
    const k = openLinux();
    if (k !== null) return void k.call("kill", pid, signal);
    const names: Record<number, Deno.Signal> = {
      1: "SIGHUP",
      2: "SIGINT",
      3: "SIGQUIT",
      9: "SIGKILL",
      10: "SIGUSR1",
      12: "SIGUSR2",
      13: "SIGPIPE",
      14: "SIGALRM",
      15: "SIGTERM",
      18: "SIGCONT",
      19: "SIGSTOP",
    };
    const name = names[signal];
    if (name === undefined) throw hostError(22);
    guard(() => Deno.kill(pid, name));
  }

  executable(): string {
    return this.exe;
  }

  hostname(): string {
    return guard(() => Deno.hostname());
  }

  spawnSync(
    argv: string[],
    options: { input?: Uint8Array; cwd?: string; env?: Record<string, string>; capture: boolean },
  ): { code: number; stdout: Uint8Array; stderr: Uint8Array } {
    return guard(() => {
      const out = new Deno.Command(argv[0], {
        args: argv.slice(1),
        cwd: options.cwd,
        env: options.env,
        clearEnv: options.env !== undefined,
        stdin: "null",
        stdout: options.capture ? "piped" : "inherit",
        stderr: options.capture ? "piped" : "inherit",
      }).outputSync();
      const none = new Uint8Array(0);
      return {
        code: out.code,
        stdout: options.capture ? out.stdout : none,
        stderr: options.capture ? out.stderr : none,
      };
    });
  }

  cpuCount(): number {
    return globalThis.navigator?.hardwareConcurrency ?? 1;
  }

  terminalSize(_fd: number): { columns: number; rows: number } {
    return guard(() => Deno.consoleSize());
  }

  /** What is added to the monotonic clock for the time of day, in milliseconds. */
  #wallOffset: number = performance.timeOrigin;

  setRaw(on: boolean): void {
    guard(() => Deno.stdin.setRaw(on));
  }

  timeNs(): bigint {
    // a system call takes two microseconds; the clock may be set while the program runs
    const now = performance.now();
    const wall = Date.now();
    if (Math.abs(now + this.#wallOffset - wall) > 2) this.#wallOffset = wall - now;
    return BigInt(Math.round((now + this.#wallOffset) * 1e3)) * 1000n;
  }

  monotonicNs(): bigint {
    return BigInt(Math.round(performance.now() * 1e6));
  }

  cpuNs(): bigint {
    const k = openLinux();
    if (k !== null) return k.clock(2);
    return this.monotonicNs();
  }

  sleep(milliseconds: number): void {
    if (milliseconds <= 0) return;
    // what sleeps for longer than a moment can be interrupted
    const k = milliseconds < 20 ? openedLinux() : openLinux();
    if (k !== null) {
      interrupts.install();
      k.sleep(BigInt(Math.ceil(milliseconds * 1e6)));
      return;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  }

  private gc: ((o?: { type: "minor" }) => void) | null | undefined = undefined;

  collectGarbage(minor: boolean): boolean {
    if (this.gc === undefined) this.gc = findCollector();
    if (this.gc === null) return false;
    this.releaseWeak();
    if (minor) this.gc({ type: "minor" });
    else this.gc();
    return true;
  }

  releaseWeak(): void {
    // V8 clears the list at the end of a microtask checkpoint
    internals()?.runMicrotasks?.();
  }

  random(n: number): Uint8Array {
    const out = new Uint8Array(n);
    for (let i = 0; i < n; i += 65536) crypto.getRandomValues(out.subarray(i, i + 65536));
    return out;
  }

  mayRead(path: string): boolean {
    return Deno.permissions.querySync({ name: "read", path }).state === "granted";
  }

  timezone(epochSeconds: number): { offsetMinutes: number; name: string } {
    const d = new Date(epochSeconds * 1000);
    const offsetMinutes = d.getTimezoneOffset();
    const name = offsetMinutes === 0
      ? "UTC"
      : /\(([^)]+)\)/.exec(d.toString())?.[1].replace(/[^A-Z]/g, "") ?? "UTC";
    return { offsetMinutes, name };
  }
}
