/**
 * What wordcode asks of the world outside: files, streams, clock, environment.
 * The only implementations are in this folder; everything else uses this
 * interface, so that a program can be given a world of the host's choosing.
 *
 * @module
 */

import type { Linux } from "./linux.ts";

/** A failure of the operating system, with its errno number. */
export class HostError {
  constructor(
    /** The errno, Linux's number. */
    readonly errno: number,
    /** strerror's text, or why a permission is missing. */
    readonly message: string,
  ) {}
}

/** What stat tells; times in nanoseconds since the epoch. */
export interface HostStat {
  mode: number;
  ino: number;
  dev: number;
  nlink: number;
  uid: number;
  gid: number;
  size: number;
  atimeNs: bigint;
  mtimeNs: bigint;
  ctimeNs: bigint;
  rdev?: number;
  blksize?: number;
  blocks?: number;
}

/** O_* flags, Linux's numbers. */
export const O_RDONLY = 0;
export const O_WRONLY = 1;
export const O_RDWR = 2;
export const O_CREAT = 0o100;
export const O_EXCL = 0o200;
export const O_TRUNC = 0o1000;
export const O_APPEND = 0o2000;
export const O_NONBLOCK = 0o4000;
export const O_CLOEXEC = 0o2000000;

/** S_IF* of st_mode. */
export const S_IFMT = 0o170000;
export const S_IFDIR = 0o040000;
export const S_IFREG = 0o100000;
export const S_IFLNK = 0o120000;
export const S_IFCHR = 0o020000;
export const S_IFIFO = 0o010000;

/** The world outside. Every method may throw {@linkcode HostError}. */
export interface Host {
  // files by descriptor; 0, 1 and 2 are the standard streams
  open(path: string, flags: number, mode: number): number;
  close(fd: number): void;
  /** Reads up to the buffer's length; 0 at the end. */
  read(fd: number, buffer: Uint8Array): number;
  /** Writes, and returns how many bytes it took. */
  write(fd: number, data: Uint8Array): number;
  /** Moves the position (whence 0: start, 1: current, 2: end) and returns it. */
  seek(fd: number, offset: number, whence: number): number;
  truncate(fd: number, length: number): void;
  fstat(fd: number): HostStat;
  isatty(fd: number): boolean;
  dup(fd: number): number;
  fsync(fd: number): void;

  // paths
  stat(path: string, followSymlinks: boolean): HostStat;
  readFile(path: string): Uint8Array;
  /** Writes a whole file under a temporary name and renames it, so that readers see all or nothing. */
  writeFileAtomic(path: string, data: Uint8Array, mode: number): void;
  listdir(path: string): string[];
  mkdir(path: string, mode: number): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  link(from: string, to: string): void;
  symlink(target: string, path: string): void;
  readlink(path: string): string;
  chmod(path: string, mode: number): void;
  chown(path: string, uid: number, gid: number): void;
  /** Times in nanoseconds. */
  utime(path: string, atimeNs: bigint, mtimeNs: bigint): void;
  realpath(path: string): string;
  getcwd(): string;
  chdir(path: string): void;
  umask(mask: number): number;

  // process
  getenv(name: string): string | undefined;
  environ(): Record<string, string>;
  setenv(name: string, value: string | undefined): void;
  pid(): number;
  ppid(): number;
  uid(): number;
  gid(): number;
  /** Ends the process; does not return. */
  exit(code: number): never;
  kill(pid: number, signal: number): void;
  /** What `sys.executable` names, or "". */
  executable(): string;
  hostname(): string;
  /** Runs a program to its end with data for its stdin. */
  spawnSync(
    argv: string[],
    options: { input?: Uint8Array; cwd?: string; env?: Record<string, string>; capture: boolean },
  ): { code: number; stdout: Uint8Array; stderr: Uint8Array };
  cpuCount(): number;
  terminalSize(fd: number): { columns: number; rows: number };
  /** Has the terminal of standard input give each key at once and without echo, or ends that. */
  setRaw(on: boolean): void;

  // clock and chance
  /** Nanoseconds since the epoch. */
  timeNs(): bigint;
  /** Nanoseconds of a clock that never goes back. */
  monotonicNs(): bigint;
  /** Nanoseconds of CPU time of the process. */
  cpuNs(): bigint;
  /** Blocks. */
  sleep(milliseconds: number): void;
  random(n: number): Uint8Array;
  /** Has the engine collect garbage at once, all or what is young; false where that cannot be had. */
  collectGarbage(minor: boolean): boolean;
  /** Lets the engine forget what weak references have been looked at. */
  releaseWeak(): void;
  /** Minutes west of UTC at a time, and the zone's name. */
  timezone(epochSeconds: number): { offsetMinutes: number; name: string };
  /** Whether a file of the system may be read without asking anybody. */
  mayRead(path: string): boolean;

  /** The system calls of Linux, opened by the first who asks; null where they cannot be had. */
  linux(): Linux | null;
  /** Whether they can be had, without opening them. */
  hasLinux(): boolean;
  /** A program and arguments that start what `executable()` names without a shell; or null. */
  directly(): string[] | null;
}

/** strerror of the errnos that wordcode itself raises. */
export const STRERROR: Readonly<Record<number, string>> = {
  1: "Operation not permitted",
  2: "No such file or directory",
  3: "No such process",
  4: "Interrupted system call",
  5: "Input/output error",
  9: "Bad file descriptor",
  10: "No child processes",
  11: "Resource temporarily unavailable",
  12: "Cannot allocate memory",
  13: "Permission denied",
  16: "Device or resource busy",
  17: "File exists",
  18: "Invalid cross-device link",
  20: "Not a directory",
  21: "Is a directory",
  22: "Invalid argument",
  23: "Too many open files in system",
  24: "Too many open files",
  26: "Text file busy",
  27: "File too large",
  28: "No space left on device",
  29: "Illegal seek",
  30: "Read-only file system",
  31: "Too many links",
  32: "Broken pipe",
  36: "File name too long",
  38: "Function not implemented",
  39: "Directory not empty",
  40: "Too many levels of symbolic links",
  95: "Operation not supported",
  104: "Connection reset by peer",
  110: "Connection timed out",
  111: "Connection refused",
};

/** A HostError with strerror's text. */
export function hostError(errno: number): HostError {
  return new HostError(errno, STRERROR[errno] ?? `Unknown error ${errno}`);
}

/** The current runtime's host. */
export let host: Host;
/** Sets the current host. */
export function setHost(h: Host): void {
  host = h;
}
