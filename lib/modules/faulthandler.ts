/**
 * The module faulthandler. Python's frames cannot be walked inside a handler
 * of a signal, so a dump is made at the next safe point: between instructions
 * or when a system call has been cut short. A fault of the process itself (a
 * SIGSEGV of the engine) ends it without a dump; signals that this process
 * sends to itself (os.kill, _sigsegv) do show one.
 *
 * @module
 */
import type { Decls } from "../core/args.ts";
import { asInt, asStr, isTrue } from "../core/compare.ts";
import { runtimeError, typeError, valueError } from "../core/errors.ts";
import { PyFloat, type Value } from "../core/object.ts";
import { asIndex, callMethod, getAttr, getAttrOpt } from "../core/ops.ts";
import { interp, ts } from "../core/state.ts";
import { host, HostError } from "../host/host.ts";
import { cString, viewOf } from "../host/linux.ts";
import { needBuffer } from "../objects/buffer.ts";
import { PyFrame } from "../vm/frame.ts";
import { flushFiles } from "./io/fileio.ts";
import { int, kernel, secondsToNs } from "./kernel.ts";
import { errnoError, hostCall, isIndex } from "./oserror.ts";
import { handlers, watchers, watchSignals } from "./signals.ts";
import type { ModuleSpec } from "./spec.ts";

/** Signals of faults, with what is said of them. */
const FATAL: ReadonlyMap<number, string> = new Map([
  [7, "Bus error"],
  [4, "Illegal instruction"],
  [8, "Floating point exception"],
  [6, "Aborted"],
  [11, "Segmentation fault"],
]);
/** The real-time signal of dump_traceback_later()'s timer. */
const TIMER_SIGNAL = 62;

const state: { fd: number; enabled: boolean; all: boolean } = { fd: 2, enabled: false, all: true };

const MAX_DEPTH = 100;
const MAX_TEXT = 500;

/** Text as the dump shows it: ASCII, the rest escaped, cut after 500 characters. */
function plain(s: string): string {
  const points = [...s];
  let out = "";
  for (const c of points.slice(0, MAX_TEXT)) {
    const n = c.codePointAt(0)!;
    if (n >= 32 && n < 127) out += c;
    else if (n < 256) out += `\\x${n.toString(16).padStart(2, "0")}`;
    else if (n < 65536) out += `\\u${n.toString(16).padStart(4, "0")}`;
    else out += `\\U${n.toString(16).padStart(8, "0")}`;
  }
  return points.length > MAX_TEXT ? out + "..." : out;
}

function say(fd: number, text: string): void {
  try {
    host.write(fd, cString(text).slice(0, -1));
  } catch (e) {
    if (!(e instanceof HostError)) throw e;
  }
}

function stack(): string {
  let out = "";
  let depth = 0;
  let f = ts.frame;
  if (!(f instanceof PyFrame)) return "  <no Python frame>\n";
  for (; f instanceof PyFrame; f = f.back) {
    if (depth++ >= MAX_DEPTH) return out + "  ...\n";
    const file = asStr(f.code.filename);
    const name = asStr(f.code.name);
    out += `  File ${file === undefined ? "???" : `"${plain(file)}"`}, line ${
      getAttr(f, "f_lineno")
    } in ${name === undefined ? "???" : plain(name)}\n`;
  }
  return out;
}

const THREAD = () => `0x${(140000000000001).toString(16).padStart(16, "0")}`;

function dump(fd: number, all: boolean): void {
  flushFiles();
  say(
    fd,
    (all
      ? `Current thread ${THREAD()} (most recent call first):\n`
      : "Stack (most recent call first):\n") +
      stack(),
  );
}

/** The descriptor of a file argument: an int, or what has fileno(). */
function fileArg(v: Value | undefined): number {
  let file = v;
  if (file === undefined || file === null) {
    file = interp.sysdict.getStr("stderr");
    if (file === undefined) throw runtimeError("unable to get sys.stderr");
    if (file === null) throw runtimeError("sys.stderr is None");
  }
  if (isIndex(file)) {
    const n = asIndex(file);
    if (n < 0 || n > 2147483647) throw valueError("file is not a valid file descripter");
    return Number(n);
  }
  const n = asInt(callMethod(file, "fileno"));
  if (n === undefined || n < 0 || n > 2147483647) {
    throw runtimeError("file.fileno() is not a valid file descriptor");
  }
  if (getAttrOpt(file, "flush") !== undefined) {
    try {
      callMethod(file, "flush");
    } catch {
      // as in C: the dump is what counts
    }
  }
  return Number(n);
}

/** Dies of a signal, with a dump when the handler is enabled. */
export function die(signum: number): void {
  const k = kernel();
  if (state.enabled && FATAL.has(signum)) {
    say(state.fd, `Fatal Python error: ${FATAL.get(signum)}\n\n`);
    dump(state.fd, state.all);
  }
  flushFiles();
  k.setSignal(signum, 0);
  k.raw("tgkill", host.pid(), host.pid(), signum);
}

// register ----------------------------------------------------------------------------

interface Registered {
  readonly before: 0 | 1 | 2 | 3;
}
const registered = new Map<number, Registered>();

function signalArg(v: Value): number {
  const n = int(v);
  if (FATAL.has(n)) {
    throw runtimeError(`signal ${n} cannot be registered, use enable() instead`);
  }
  if (n < 1 || n >= 65) throw valueError("signal number out of range");
  return n;
}

function register(s: Value, file?: Value, allArg: Value = true, chainArg: Value = false): void {
  const n = signalArg(s);
  const fd = fileArg(file);
  const [all, chain] = [isTrue(allArg), isTrue(chainArg)];
  const k = kernel();
  const before = registered.get(n)?.before ?? hostCall(() => k.getSignal(n));
  hostCall(() => k.setSignal(n, 2));
  watchSignals(k);
  registered.set(n, { before });
  watchers.set(n, () => {
    dump(fd, all);
    if (!chain || handlers.current.has(n) && before === 2) return;
    if (before === 1) return;
    // what the signal did before: its default action
    k.setSignal(n, 0);
    k.raw("tgkill", host.pid(), host.pid(), n);
    k.setSignal(n, 2);
  });
}

function unregister(s: Value): boolean {
  const n = signalArg(s);
  const r = registered.get(n);
  if (r === undefined) return false;
  registered.delete(n);
  watchers.delete(n);
  if (r.before !== 3) kernel().setSignal(n, r.before);
  return true;
}

// dump_traceback_later ----------------------------------------------------------------

let timer = -1;

function cancel(): void {
  if (timer < 0) return;
  kernel().raw("timer_delete", timer);
  timer = -1;
  watchers.delete(TIMER_SIGNAL);
}

/** "Timeout (h:mm:ss[.ffffff])!" */
function timeoutText(us: bigint): string {
  const two = (n: bigint) => String(n).padStart(2, "0");
  const s = us / 1000000n;
  const rest = us % 1000000n;
  const fraction = rest === 0n ? "" : `.${String(rest).padStart(6, "0")}`;
  return `Timeout (${s / 3600n}:${two(s / 60n % 60n)}:${two(s % 60n)}${fraction})!\n`;
}

function dumpLater(
  timeout: Value,
  repeat: Value = false,
  file?: Value,
  exit: Value = false,
): void {
  if (!(timeout instanceof PyFloat) && !isIndex(timeout)) throw typeError("a float is required");
  const us = (secondsToNs(timeout) + 999n) / 1000n;
  if (us <= 0n) throw valueError("timeout must be greater than 0");
  const again = isTrue(repeat);
  const exits = isTrue(exit);
  const fd = fileArg(file);
  const k = kernel();
  cancel();
  k.setSignal(TIMER_SIGNAL, 2);
  watchSignals(k);
  const text = timeoutText(us);
  watchers.set(TIMER_SIGNAL, () => {
    flushFiles();
    say(fd, `${text}Thread ${THREAD()} (most recent call first):\n${stack()}`);
    if (exits) k.raw("exit_group", 1);
  });
  const event = new Uint8Array(64);
  viewOf(event).setInt32(8, TIMER_SIGNAL, true);
  const id = new Uint8Array(4);
  const [MONOTONIC, NS] = [1, 1000n];
  const r = k.raw("timer_create", MONOTONIC, event, id);
  if (r < 0) throw errnoError(-r);
  timer = viewOf(id).getInt32(0, true);
  const spec = new Uint8Array(32);
  const v = viewOf(spec);
  const put = (at: number): void => {
    v.setBigInt64(at, us / 1000000n, true);
    v.setBigInt64(at + 8, us % 1000000n * NS, true);
  };
  if (again) put(0);
  put(16);
  k.raw("timer_settime", timer, 0, spec, null);
}

const functions: Decls = {
  enable: ["(file=None, all_threads=True)", (file?: Value, all: Value = true) => {
    state.fd = fileArg(file);
    state.all = isTrue(all);
    state.enabled = true;
  }],
  disable: ["()", () => {
    const was = state.enabled;
    state.enabled = false;
    return was;
  }],
  is_enabled: ["()", () => state.enabled],
  dump_traceback: ["(file=None, all_threads=True)", (file?: Value, all: Value = true) => {
    const fd = fileArg(file);
    dump(fd, isTrue(all));
  }],
  dump_traceback_later: ["(timeout, repeat=False, file=None, exit=False)", dumpLater],
  cancel_dump_traceback_later: ["()", cancel],
  register: ["(signum, file=None, all_threads=True, chain=False)", register],
  unregister: ["(signum, /)", unregister, null, 2],
  _sigsegv: ["(release_gil=False, /)", () => die(11)],
  _sigfpe: ["()", () => die(8)],
  _sigabrt: ["()", () => die(6)],
  _read_null: ["()", () => die(11)],
  _fatal_error: ["(message, release_gil=False, /)", (message: Value) => {
    flushFiles();
    const text = new TextDecoder().decode(needBuffer(message));
    say(2, `Fatal Python error: ${text}\n\n`);
    dump(2, true);
    kernel().setSignal(6, 0);
    kernel().raw("tgkill", host.pid(), host.pid(), 6);
  }],
};

export const faulthandler_module = (): ModuleSpec => ({
  name: "faulthandler",
  doc: "faulthandler module.",
  functions,
});
