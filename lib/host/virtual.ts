/**
 * A host that is made of what it is given: files, streams, an environment and a
 * clock. It uses nothing but the language itself, so it runs in Deno, in Node
 * and in browsers.
 *
 * @module
 */
import { collectEngine, pause } from "./engine.ts";
import { type Host, hostError, type HostStat, O_TRUNC, O_WRONLY, S_IFCHR } from "./host.ts";
import { type FileSystem, type OpenFile, pathParts } from "./memory_files.ts";
import type { Linux } from "./linux.ts";

/** What a virtual host tells the time by. */
export interface HostClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Lets time pass. */
  sleep(milliseconds: number): void;
}

/** What a virtual host is made of. */
export interface VirtualParts {
  files: FileSystem;
  env: Record<string, string>;
  /** Bytes for stdin: up to the buffer's length; 0 at the end. */
  read: (buffer: Uint8Array) => number;
  /** Takes what is written to a standard stream. */
  write: (fd: 1 | 2, data: Uint8Array) => number;
  /** null for the machine's own. */
  clock: HostClock | null;
  /** Called now and then while a program sleeps; may throw. */
  waiting: () => void;
  random: (n: number) => Uint8Array;
  /** os._exit(): throws. */
  exit: (code: number) => never;
}

const EBADF = 9;
const EINVAL = 22;
const ENOTDIR = 20;
const ENOTTY = 25;
const ESPIPE = 29;
const ENOSYS = 38;
const S_IFDIR = 0o040000;
const S_IFMT = 0o170000;

/** A part of an open file that several descriptors can share. */
interface Shared {
  file: OpenFile;
  users: number;
}

/** The machine's own clock and sleep. */
class EngineClock implements HostClock {
  now(): number {
    return performance.timeOrigin + performance.now();
  }
  sleep(milliseconds: number): void {
    pause(milliseconds);
  }
}

/** A host of parts. */
export class VirtualHost implements Host {
  private readonly files = new Map<number, Shared | 0 | 1 | 2>([[0, 0], [1, 1], [2, 2]]);
  private readonly env: Record<string, string>;
  private readonly clock: HostClock;
  private readonly start: number;
  private cwd = "/";
  private mask = 0o022;

  constructor(private readonly parts: VirtualParts) {
    this.env = Object.assign(Object.create(null), parts.env);
    this.clock = parts.clock ?? new EngineClock();
    this.start = this.clock.now();
  }

  /** An absolute path without `.` and `..`; a slash at its end stays. */
  private path(path: string): string {
    if (path === "") throw hostError(2);
    const full = path.startsWith("/") ? path : `${this.cwd}/${path}`;
    const clean = `/${pathParts(full).join("/")}`;
    return path.endsWith("/") && clean !== "/" ? `${clean}/` : clean;
  }

  private file(fd: number): OpenFile {
    const f = this.files.get(fd);
    if (f === undefined) throw hostError(EBADF);
    if (typeof f === "number") throw hostError(ESPIPE);
    return f.file;
  }

  private add(f: Shared | 0 | 1 | 2): number {
    let fd = 0;
    while (this.files.has(fd)) fd++;
    this.files.set(fd, f);
    return fd;
  }

  open(path: string, flags: number, mode: number): number {
    const file = this.parts.files.open(this.path(path), flags, mode & ~this.mask);
    return this.add({ file, users: 1 });
  }

  close(fd: number): void {
    const f = this.files.get(fd);
    if (f === undefined) throw hostError(EBADF);
    this.files.delete(fd);
    if (typeof f !== "number" && --f.users === 0) f.file.close();
  }

  read(fd: number, buffer: Uint8Array): number {
    const f = this.files.get(fd);
    if (f === 0) return this.parts.read(buffer);
    if (f === undefined || typeof f === "number") throw hostError(EBADF);
    return f.file.read(buffer);
  }

  write(fd: number, data: Uint8Array): number {
    const f = this.files.get(fd);
    if (f === 1 || f === 2) return this.parts.write(f, data);
    if (f === undefined || f === 0) throw hostError(EBADF);
    return f.file.write(data);
  }

  seek(fd: number, offset: number, whence: number): number {
    return this.file(fd).seek(offset, whence);
  }

  truncate(fd: number, length: number): void {
    if (typeof this.files.get(fd) === "number") throw hostError(EINVAL);
    this.file(fd).truncate(length);
  }

  fstat(fd: number): HostStat {
    const f = this.files.get(fd);
    if (f === undefined) throw hostError(EBADF);
    if (typeof f !== "number") return f.file.stat();
    return {
      mode: S_IFCHR | 0o620,
      ino: f,
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

  isatty(fd: number): boolean {
    if (!this.files.has(fd)) throw hostError(EBADF);
    return false;
  }

  dup(fd: number): number {
    const f = this.files.get(fd);
    if (f === undefined) throw hostError(EBADF);
    if (typeof f !== "number") f.users++;
    return this.add(f);
  }

  fsync(fd: number): void {
    const f = this.files.get(fd);
    if (f === undefined) throw hostError(EBADF);
    if (typeof f === "number") throw hostError(EINVAL);
    f.file.sync();
  }

  stat(path: string, followSymlinks: boolean): HostStat {
    return this.parts.files.stat(this.path(path), followSymlinks);
  }

  readFile(path: string): Uint8Array {
    const file = this.parts.files.open(this.path(path), 0, 0);
    try {
      const parts: Uint8Array[] = [];
      let size = 0;
      for (;;) {
        const buffer = new Uint8Array(Math.max(4096, file.stat().size - size + 1));
        const n = file.read(buffer);
        if (n === 0) break;
        parts.push(buffer.subarray(0, n));
        size += n;
      }
      if (parts.length === 1) return parts[0];
      const out = new Uint8Array(size);
      let at = 0;
      for (const p of parts) {
        out.set(p, at);
        at += p.length;
      }
      return out;
    } finally {
      file.close();
    }
  }

  writeFileAtomic(path: string, data: Uint8Array, mode: number): void {
    const to = this.path(path);
    const temporary = `${to}.${Math.floor(this.clock.now())}`;
    const file = this.parts.files.open(temporary, O_WRONLY | 0o100 | O_TRUNC, mode);
    try {
      for (let rest = data; rest.length > 0;) rest = rest.subarray(file.write(rest));
    } finally {
      file.close();
    }
    this.parts.files.rename(temporary, to);
  }

  listdir(path: string): string[] {
    return this.parts.files.listdir(this.path(path));
  }
  mkdir(path: string, mode: number): void {
    this.parts.files.mkdir(this.path(path), mode & ~this.mask);
  }
  rmdir(path: string): void {
    this.parts.files.rmdir(this.path(path));
  }
  unlink(path: string): void {
    this.parts.files.unlink(this.path(path));
  }
  rename(from: string, to: string): void {
    this.parts.files.rename(this.path(from), this.path(to));
  }
  link(from: string, to: string): void {
    this.parts.files.link(this.path(from), this.path(to));
  }
  symlink(target: string, path: string): void {
    this.parts.files.symlink(target, this.path(path));
  }
  readlink(path: string): string {
    return this.parts.files.readlink(this.path(path));
  }
  chmod(path: string, mode: number): void {
    this.parts.files.chmod(this.path(path), mode);
  }
  chown(_path: string, _uid: number, _gid: number): void {
    throw hostError(1);
  }
  utime(path: string, atimeNs: bigint, mtimeNs: bigint): void {
    this.parts.files.utime(this.path(path), atimeNs, mtimeNs);
  }

  realpath(path: string): string {
    const p = this.path(path);
    this.parts.files.stat(p, true);
    return p;
  }

  getcwd(): string {
    return this.cwd;
  }

  chdir(path: string): void {
    const p = this.path(path);
    if ((this.parts.files.stat(p, true).mode & S_IFMT) !== S_IFDIR) throw hostError(ENOTDIR);
    this.cwd = p === "/" ? p : p.replace(/\/$/, "");
  }

  umask(mask: number): number {
    const old = this.mask;
    this.mask = mask & 0o777;
    return old;
  }

  getenv(name: string): string | undefined {
    return this.env[name];
  }
  environ(): Record<string, string> {
    return { ...this.env };
  }
  setenv(name: string, value: string | undefined): void {
    if (value === undefined) delete this.env[name];
    else this.env[name] = value;
  }

  pid(): number {
    return 1;
  }
  ppid(): number {
    return 0;
  }
  uid(): number {
    return 0;
  }
  gid(): number {
    return 0;
  }
  exit(code: number): never {
    return this.parts.exit(code);
  }
  kill(_pid: number, _signal: number): void {
    throw hostError(1);
  }
  executable(): string {
    return "";
  }
  hostname(): string {
    return "localhost";
  }
  spawnSync(): never {
    throw hostError(ENOSYS);
  }
  cpuCount(): number {
    return 1;
  }
  terminalSize(_fd: number): { columns: number; rows: number } {
    throw hostError(ENOTTY);
  }
  setRaw(_on: boolean): void {
    throw hostError(ENOTTY);
  }

  timeNs(): bigint {
    return BigInt(Math.round(this.clock.now() * 1e3)) * 1000n;
  }
  monotonicNs(): bigint {
    return BigInt(Math.round((this.clock.now() - this.start) * 1e6));
  }
  cpuNs(): bigint {
    return this.monotonicNs();
  }

  sleep(milliseconds: number): void {
    if (this.parts.clock !== null) {
      this.clock.sleep(milliseconds);
      this.parts.waiting();
      return;
    }
    // in steps, so that limits are seen
    const end = this.clock.now() + milliseconds;
    for (;;) {
      this.parts.waiting();
      const rest = end - this.clock.now();
      if (rest <= 0) return;
      this.clock.sleep(Math.min(rest, 5));
    }
  }

  random(n: number): Uint8Array {
    return this.parts.random(n);
  }

  collectGarbage(_minor: boolean): boolean {
    return collectEngine();
  }
  releaseWeak(): void {}

  mayRead(_path: string): boolean {
    return false;
  }

  timezone(_epochSeconds: number): { offsetMinutes: number; name: string } {
    return { offsetMinutes: 0, name: "UTC" };
  }

  linux(): Linux | null {
    return null;
  }
  hasLinux(): boolean {
    return false;
  }
  directly(): string[] | null {
    return null;
  }
}
