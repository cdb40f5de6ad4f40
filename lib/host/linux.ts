/**
 * Linux on x86-64 through Deno's foreign functions: system calls, made at once
 * and in this thread.
 *
 * C's `errno` cannot be had reliably after a foreign call (V8 may call the
 * system between the two), so system calls go through a few bytes of machine
 * code that give the kernel's own result, a negative errno for a failure. The
 * same page holds the handler of signals: it counts them in memory that the
 * machine looks at, since JavaScript cannot run inside a handler.
 *
 * @module
 */
import { type Host, HostError, hostError, type HostStat } from "./host.ts";
import { encodeUtf8 } from "../util/utf8.ts";

/** System calls by name, x86-64's numbers. */
export const SYS = {
  read: 0,
  write: 1,
  close: 3,
  fstat: 5,
  poll: 7,
  lseek: 8,
  mmap: 9,
  munmap: 11,
  rt_sigaction: 13,
  rt_sigprocmask: 14,
  ioctl: 16,
  pread64: 17,
  pwrite64: 18,
  readv: 19,
  writev: 20,
  select: 23,
  sched_yield: 24,
  mremap: 25,
  msync: 26,
  dup: 32,
  dup2: 33,
  pause: 34,
  getitimer: 36,
  alarm: 37,
  setitimer: 38,
  getpid: 39,
  sendfile: 40,
  socket: 41,
  connect: 42,
  sendto: 44,
  recvfrom: 45,
  sendmsg: 46,
  recvmsg: 47,
  shutdown: 48,
  bind: 49,
  listen: 50,
  getsockname: 51,
  getpeername: 52,
  socketpair: 53,
  setsockopt: 54,
  getsockopt: 55,
  execve: 59,
  wait4: 61,
  kill: 62,
  uname: 63,
  fcntl: 72,
  flock: 73,
  fsync: 74,
  fdatasync: 75,
  truncate: 76,
  ftruncate: 77,
  getcwd: 79,
  chdir: 80,
  fchdir: 81,
  fchmod: 91,
  fchown: 93,
  umask: 95,
  getrlimit: 97,
  getrusage: 98,
  times: 100,
  getuid: 102,
  getgid: 104,
  geteuid: 107,
  getegid: 108,
  setpgid: 109,
  getppid: 110,
  getpgrp: 111,
  setsid: 112,
  getgroups: 115,
  getresuid: 118,
  getresgid: 120,
  getpgid: 121,
  getsid: 124,
  rt_sigpending: 127,
  rt_sigtimedwait: 128,
  statfs: 137,
  fstatfs: 138,
  getpriority: 140,
  setpriority: 141,
  sched_setparam: 142,
  sched_getparam: 143,
  sched_setscheduler: 144,
  sched_getscheduler: 145,
  sched_get_priority_max: 146,
  sched_get_priority_min: 147,
  sched_rr_get_interval: 148,
  chroot: 161,
  sync: 162,
  gettid: 186,
  setxattr: 188,
  lsetxattr: 189,
  fsetxattr: 190,
  getxattr: 191,
  lgetxattr: 192,
  fgetxattr: 193,
  listxattr: 194,
  llistxattr: 195,
  flistxattr: 196,
  removexattr: 197,
  lremovexattr: 198,
  fremovexattr: 199,
  sched_setaffinity: 203,
  sched_getaffinity: 204,
  getdents64: 217,
  fadvise64: 221,
  timer_create: 222,
  timer_settime: 223,
  timer_delete: 226,
  clock_settime: 227,
  clock_gettime: 228,
  clock_getres: 229,
  clock_nanosleep: 230,
  exit_group: 231,
  epoll_wait: 232,
  epoll_ctl: 233,
  tgkill: 234,
  waitid: 247,
  openat: 257,
  mkdirat: 258,
  mknodat: 259,
  fchownat: 260,
  newfstatat: 262,
  unlinkat: 263,
  renameat: 264,
  linkat: 265,
  symlinkat: 266,
  readlinkat: 267,
  fchmodat: 268,
  faccessat: 269,
  ppoll: 271,
  utimensat: 280,
  fallocate: 285,
  accept4: 288,
  epoll_create1: 291,
  dup3: 292,
  pipe2: 293,
  prlimit64: 302,
  getrandom: 318,
} as const;

/** The name of a system call that is known here. */
export type SysName = keyof typeof SYS;
/** An argument: a number, memory (null: no address), or text that becomes a C string. */
export type SysArg = number | bigint | Uint8Array | string | null;

/** "The current folder" for the *at calls. */
export const AT_FDCWD = -100;
/** Do not follow a link. */
export const AT_SYMLINK_NOFOLLOW = 0x100;
/** unlinkat removes a folder. */
export const AT_REMOVEDIR = 0x200;
/** linkat follows a link. */
export const AT_SYMLINK_FOLLOW = 0x400;
/** access with the effective ids. */
export const AT_EACCESS = 0x200;
export const EINTR = 4;
export const EAGAIN = 11;

/** The machine's part in signals. */
export const interrupts: {
  /** Runs the handlers of signals that came in: before a call is made again (PEP 475). */
  run: () => void;
  /** Makes SIGINT raise KeyboardInterrupt, before something that may take long. */
  install: () => void;
} = { run: () => {}, install: () => {} };

/*
 * call: moves its arguments one place on, so that the first is the call's number, and enters the kernel
 *   mov rax,rdi; mov rdi,rsi; mov rsi,rdx; mov rdx,rcx; mov r10,r8; mov r8,r9; mov r9,[rsp+8]; syscall; ret
 */
const CALL_CODE = "4889f84889f74889d64889ca4d89c24d89c84c8b4c24080f05c3";
/*
 * handler(signum), with the counters at rax = the next page:
 *   lock inc dword [rax+4*signum]; lock inc dword [rax+0x400]
 *   when [rax+0x404] is not 0: write(that - 1, &signum, 1), and a failure to [rax+0x408]
 */
const HANDLER_CODE = "488d05b90f0000f0ff04b8f0ff80000400008b900404000085d27425578d7aff4889e6" +
  "ba01000000b8010000000f055f85c0790d488d15850f0000898208040000c3";
/* restorer: mov eax,15 (rt_sigreturn); syscall */
const RESTORER_CODE = "b80f0000000f05";
const HANDLER_AT = 0x40;
const RESTORER_AT = 0xc0;

const SA_RESTORER = 0x04000000n;
const SA_ONSTACK = 0x08000000n;
/** Calls that the signal cuts short are made again by the kernel. */
export const SA_RESTART = 0x10000000n;

function hexBytes(s: string): Uint8Array {
  return Uint8Array.from(s.match(/../g)!, (h) => parseInt(h, 16));
}

/** Text as a C string: UTF-8, lone surrogates U+DC80..U+DCFF as the bytes they stand for. */
export function cString(s: string): Uint8Array {
  const plain = encodeUtf8(s + "\0");
  if (typeof plain !== "number") return plain;
  const parts: number[] = [];
  const encoder = new TextEncoder();
  for (const c of s) {
    const n = c.codePointAt(0)!;
    if (n >= 0xdc80 && n <= 0xdcff) parts.push(n - 0xdc00);
    else parts.push(...encoder.encode(c));
  }
  parts.push(0);
  return Uint8Array.from(parts);
}

/** Bytes as text, undecodable ones as lone surrogates. */
export function fromC(data: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    let out = "";
    for (let i = 0; i < data.length;) {
      let taken = false;
      for (let n = Math.min(4, data.length - i); n > 0; n--) {
        try {
          out += new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
            data.subarray(i, i + n),
          );
          i += n;
          taken = true;
          break;
        } catch {
          // a shorter piece may be whole
        }
      }
      if (!taken) out += String.fromCharCode(0xdc00 + data[i++]);
    }
    return out;
  }
}

/** The bytes up to the first null. */
export function untilNull(b: Uint8Array): Uint8Array {
  const i = b.indexOf(0);
  return i < 0 ? b : b.subarray(0, i);
}

/** A view of an array's bytes. */
export const viewOf = (b: Uint8Array): DataView =>
  new DataView(b.buffer, b.byteOffset, b.byteLength);

/** Nanoseconds as a struct timespec. */
export function timespec(ns: bigint): Uint8Array {
  const b = new Uint8Array(16);
  const v = viewOf(b);
  v.setBigInt64(0, ns / 1000000000n, true);
  v.setBigInt64(8, ns % 1000000000n, true);
  return b;
}

const MEMORY = {
  mmap: {
    parameters: ["usize", "usize", "i32", "i32", "i32", "i64"],
    result: "pointer",
  },
  mprotect: { parameters: ["pointer", "usize", "i32"], result: "i32" },
  read: { parameters: ["i32", "buffer", "usize"], result: "i32" },
  write: { parameters: ["i32", "buffer", "usize"], result: "i32" },
} as const;

type Caller = (...args: unknown[]) => bigint;

/** The kernel. */
export class Linux {
  private readonly code: Deno.PointerObject;
  private readonly codeAddress: bigint;
  private readonly quick: Deno.DynamicLibrary<typeof MEMORY>["symbols"];
  private readonly callers = new Map<number, Caller>();
  private readonly symbols = new Map<string, Caller>();
  /** Counters of the signals that came: by number, at 256 in all, at 257 the wakeup descriptor + 1. */
  readonly signals: Int32Array;

  constructor() {
    const lib = Deno.dlopen("libc.so.6", MEMORY);
    this.quick = lib.symbols;
    const PRIVATE_ANONYMOUS = 0x22;
    const page = lib.symbols.mmap(0n, 8192n, 3, PRIVATE_ANONYMOUS, -1, 0n);
    if (page === null) throw hostError(12);
    this.code = page;
    this.codeAddress = BigInt(Deno.UnsafePointer.value(page));
    const memory = Deno.UnsafePointerView.getArrayBuffer(page, 8192);
    const code = new Uint8Array(memory);
    code.set(hexBytes(CALL_CODE));
    code.set(hexBytes(HANDLER_CODE), HANDLER_AT);
    code.set(hexBytes(RESTORER_CODE), RESTORER_AT);
    if (lib.symbols.mprotect(page, 4096n, 5) !== 0) throw hostError(13);
    this.signals = new Int32Array(memory, 4096, 1024);
    // as Python does at its start: a file that grows too large is EFBIG
    this.setSignal(25, 1);
  }

  /** Makes a call once: its result, or a negative errno. */
  raw(name: SysName, ...args: SysArg[]): number {
    return Number(this.big(name, args));
  }

  /** The same, all 64 bits. */
  big(name: SysName, args: SysArg[]): bigint {
    let shape = 1;
    const given: unknown[] = [SYS[name]];
    for (const a of args) {
      const memory = typeof a === "string" || (typeof a === "object");
      shape = shape * 2 + (memory ? 1 : 0);
      given.push(typeof a === "string" ? cString(a) : a);
    }
    let caller = this.callers.get(shape);
    if (caller === undefined) {
      const parameters: Deno.NativeType[] = ["i64"];
      for (const a of given.slice(1)) {
        parameters.push(typeof a === "object" ? "buffer" : "i64");
      }
      const f = new Deno.UnsafeFnPointer(this.code as never, { parameters, result: "i64" });
      caller = f.call.bind(f) as unknown as Caller;
      this.callers.set(shape, caller);
    }
    return caller(...given);
  }

  /** Makes a call, again when a signal cut it short; a failure is thrown. */
  call(name: SysName, ...args: SysArg[]): number {
    for (;;) {
      const r = this.raw(name, ...args);
      if (r >= 0) return r;
      if (r !== -EINTR) throw hostError(-r);
      interrupts.run();
    }
  }

  /** A function of libc; what it returns is for the caller to judge. */
  libc(
    name: string,
    parameters: Deno.NativeType[],
    result: "i32" | "i64" | "pointer" | "u32",
  ): (...args: unknown[]) => unknown {
    let f = this.symbols.get(name);
    if (f === undefined) {
      try {
        const lib = Deno.dlopen("libc.so.6", { f: { name, parameters, result } });
        f = lib.symbols.f as unknown as Caller;
      } catch {
        throw hostError(38);
      }
      this.symbols.set(name, f);
    }
    return f;
  }

  /** The address of memory, which must outlive its use. */
  address(b: Uint8Array): bigint {
    return BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(b as Uint8Array<ArrayBuffer>)));
  }

  /** Memory at an address, shared. */
  memory(address: bigint, size: number): Uint8Array {
    const p = Deno.UnsafePointer.create(address);
    if (p === null || size === 0) return new Uint8Array(0);
    return new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(p, size));
  }

  /** The C string at an address. */
  textAt(address: bigint): string {
    const p = Deno.UnsafePointer.create(address);
    return p === null ? "" : Deno.UnsafePointerView.getCString(p);
  }

  /** The address that a foreign call gave as a pointer; 0 for none. */
  pointerAddress(p: unknown): bigint {
    return BigInt(Deno.UnsafePointer.value(p as Deno.PointerValue));
  }

  /** The C string at a pointer that a foreign call gave. */
  pointerText(p: unknown): string {
    return this.textAt(this.pointerAddress(p));
  }

  /** Gives getaddrinfo's list back. */
  freeAddresses(first: bigint): void {
    if (first === 0n) return;
    this.libc("freeaddrinfo", ["pointer"], "i32")(Deno.UnsafePointer.create(first));
  }

  // files ---------------------------------------------------------------------------

  /** read(2). */
  read(fd: number, buffer: Uint8Array): number {
    const size = Math.min(buffer.length, 0x7ffff000);
    const before = this.signals[256];
    const n = this.quick.read(fd, buffer as Uint8Array<ArrayBuffer>, BigInt(size));
    if (n >= 0) return n;
    // why it failed is asked by a second call, since errno may be gone; not when a signal did it
    if (this.signals[256] !== before) interrupts.run();
    return this.call("read", fd, buffer, size);
  }

  /** write(2). */
  write(fd: number, data: Uint8Array): number {
    const size = Math.min(data.length, 0x7ffff000);
    const before = this.signals[256];
    const n = this.quick.write(fd, data as Uint8Array<ArrayBuffer>, BigInt(size));
    if (n >= 0) return n;
    if (this.signals[256] !== before) interrupts.run();
    return this.call("write", fd, data, size);
  }

  /** stat by a path below a folder's descriptor (with no path: the descriptor's own). */
  stat(dirFd: number, path: string | null, follow: boolean): HostStat {
    const b = new Uint8Array(144);
    if (path === null) this.call("fstat", dirFd, b);
    else this.call("newfstatat", dirFd, path, b, follow ? 0 : AT_SYMLINK_NOFOLLOW);
    const v = viewOf(b);
    const u64 = (at: number): number => Number(v.getBigUint64(at, true));
    const time = (at: number): bigint =>
      v.getBigInt64(at, true) * 1000000000n + v.getBigInt64(at + 8, true);
    return {
      dev: u64(0),
      ino: u64(8),
      nlink: u64(16),
      mode: v.getUint32(24, true),
      uid: v.getUint32(28, true),
      gid: v.getUint32(32, true),
      rdev: u64(40),
      size: Number(v.getBigInt64(48, true)),
      blksize: u64(56),
      blocks: u64(64),
      atimeNs: time(72),
      mtimeNs: time(88),
      ctimeNs: time(104),
    };
  }

  /** The entries of an open folder, without "." and "..": names and types (DT_*). */
  entries(fd: number): { name: string; type: number; ino: number }[] {
    const out: { name: string; type: number; ino: number }[] = [];
    const b = new Uint8Array(32768);
    const v = viewOf(b);
    for (;;) {
      const n = this.call("getdents64", fd, b, b.length);
      if (n === 0) return out;
      for (let at = 0; at < n;) {
        const size = v.getUint16(at + 16, true);
        const name = fromC(untilNull(b.subarray(at + 19, at + size)));
        if (name !== "." && name !== "..") {
          out.push({ name, type: b[at + 18], ino: Number(v.getBigUint64(at, true)) });
        }
        at += size;
      }
    }
  }

  /** readlinkat(2). */
  readlink(dirFd: number, path: string): string {
    const b = new Uint8Array(4096);
    return fromC(b.subarray(0, this.call("readlinkat", dirFd, path, b, b.length)));
  }

  /** The number of the lowest open descriptors of this process. */
  openFds(): number[] {
    const fd = this.call("openat", AT_FDCWD, "/proc/self/fd", 0o2200000, 0);
    try {
      return this.entries(fd).map((e) => Number(e.name)).filter((n) => n !== fd)
        .sort((a, b) => a - b);
    } finally {
      this.raw("close", fd);
    }
  }

  // time ----------------------------------------------------------------------------

  /** A clock in nanoseconds: 0 real time, 1 monotonic, 2 the process's CPU time. */
  clock(which: number): bigint {
    const b = new Uint8Array(16);
    this.call("clock_gettime", which, b);
    const v = viewOf(b);
    return v.getBigInt64(0, true) * 1000000000n + v.getBigInt64(8, true);
  }

  /** Sleeps, handling the signals that come in. */
  sleep(ns: bigint): void {
    const end = this.clock(1) + ns;
    const b = timespec(end);
    for (;;) {
      interrupts.run();
      const r = this.raw("clock_nanosleep", 1, 1, b, null);
      interrupts.run();
      if (r !== -EINTR) return;
    }
  }

  // signals -------------------------------------------------------------------------

  /** What a signal does: 0 the default, 1 nothing, 2 it is counted. */
  setSignal(signum: number, what: 0 | 1 | 2, flags: bigint = 0n): void {
    const act = new Uint8Array(32);
    const v = viewOf(act);
    const handler = what === 2 ? this.codeAddress + BigInt(HANDLER_AT) : BigInt(what);
    v.setBigUint64(0, handler, true);
    v.setBigUint64(8, SA_RESTORER | SA_ONSTACK | flags, true);
    v.setBigUint64(16, this.codeAddress + BigInt(RESTORER_AT), true);
    this.call("rt_sigaction", signum, act, null, 8);
  }

  /** What a signal does now: 0, 1, 2 as above, 3 something foreign. */
  getSignal(signum: number): 0 | 1 | 2 | 3 {
    const act = new Uint8Array(32);
    this.call("rt_sigaction", signum, null, act, 8);
    const handler = viewOf(act).getBigUint64(0, true);
    if (handler === this.codeAddress + BigInt(HANDLER_AT)) return 2;
    return handler === 0n ? 0 : handler === 1n ? 1 : 3;
  }
}

let linux: Linux | null | undefined;

/** Whether this is Linux on x86-64 and foreign calls are allowed. */
export function hasLinux(): boolean {
  return Deno.build.os === "linux" && Deno.build.arch === "x86_64" &&
    Deno.permissions.querySync({ name: "ffi" }).state === "granted";
}

/** Linux, made when first asked for; null where there is none, or no permission. */
export function openLinux(): Linux | null {
  if (linux === undefined) {
    linux = null;
    try {
      if (hasLinux()) linux = new Linux();
    } catch {
      // the machine's libc is another, or refuses: Deno's own ways remain
    }
  }
  return linux;
}

/** Linux when it has been needed already. */
export const openedLinux = (): Linux | null => linux ?? null;

/** The kernel of a host, or OSError's number for "not implemented" thrown. */
export function needLinux(host: Host): Linux {
  const k = host.linux();
  if (k === null) {
    throw new HostError(
      38,
      "Function not implemented (it needs Linux on x86-64 and Deno's ffi permission)",
    );
  }
  return k;
}
