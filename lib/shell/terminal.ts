/**
 * The terminal of standard input and output, for the editor.
 *
 * @module
 */
import { PyBaseException } from "../core/errors.ts";
import type { Value } from "../core/object.ts";
import { call, getAttr } from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { host, HostError } from "../host/host.ts";
import { viewOf } from "../host/linux.ts";
import { completionsOf, type LineEditor, lineInput } from "../modules/line_input.ts";
import { importByName } from "../vm/import.ts";
import { Editor, type Terminal } from "./editor.ts";

const FIONREAD = 0x541b;
const TIOCGWINSZ = 0x5413;
const SIGTSTP = 20;

const encoder = new TextEncoder();

/** Writes all of a text to a descriptor. */
export function writeAll(fd: number, text: string): void {
  let data = encoder.encode(text);
  while (data.length > 0) data = data.subarray(host.write(fd, data));
}

/** The process's terminal. */
class HostTerminal implements Terminal {
  private readonly one = new Uint8Array(1);

  readByte(): number {
    // one at a time, so that what comes after the line is left for the program
    return host.read(0, this.one) === 0 ? -1 : this.one[0];
  }

  waiting(): boolean {
    const n = new Uint8Array(4);
    return (host.linux()?.raw("ioctl", 0, FIONREAD, n) ?? -1) >= 0 &&
      viewOf(n).getInt32(0, true) > 0;
  }

  write(text: string): void {
    writeAll(1, text);
  }

  columns(): number {
    const k = host.linux();
    if (k !== null) {
      const size = new Uint8Array(8);
      if (k.raw("ioctl", 1, TIOCGWINSZ, size) >= 0) return viewOf(size).getUint16(2, true) || 80;
    }
    try {
      return host.terminalSize(1).columns || 80;
    } catch (e) {
      if (e instanceof HostError) return 80;
      throw e;
    }
  }

  raw(on: boolean): void {
    host.setRaw(on);
  }

  suspend(): void {
    try {
      host.kill(0, SIGTSTP);
    } catch (e) {
      if (!(e instanceof HostError)) throw e;
    }
  }
}

/** Whether the terminal can be drawn on, and in colours. */
export function abilities(): { draws: boolean; colours: boolean } {
  const term = host.getenv("TERM") ?? "";
  const draws = host.isatty(0) && host.isatty(1) && term !== "" && term !== "dumb";
  const plain = host.getenv("NO_COLOR") !== undefined && host.getenv("NO_COLOR") !== "";
  return { draws, colours: draws && !plain };
}

/** rlcompleter's Completer, for the names of `__main__`. */
let standard: Value = null;

function complete(line: string, begin: number, end: number): string[] {
  const word = line.slice(begin, end);
  lineInput.completing = { line, begin, end };
  try {
    if (lineInput.completer !== null) return completionsOf(lineInput.completer, word);
    if (word === "") return [];
    if (standard === null) {
      const before = lineInput.completer;
      const made = call(getAttr(importByName("rlcompleter"), "Completer"), []);
      // the module makes itself the completer when it is imported
      lineInput.completer = before;
      standard = getAttr(made, "complete");
    }
    return completionsOf(standard, word);
  } catch (e) {
    if (!(e instanceof PyBaseException)) throw e;
    return [];
  } finally {
    lineInput.completing = null;
  }
}

function runHook(f: Value): void {
  if (f === null) return;
  try {
    call(f, []);
  } catch (e) {
    // as readline does
    if (!(e instanceof PyBaseException)) throw e;
  }
}

/** The editor of the process's terminal; null where there is none to draw on. */
export function makeEditor(): LineEditor | null {
  const { draws, colours } = abilities();
  if (!draws) return null;
  try {
    host.setRaw(true);
    host.setRaw(false);
  } catch (e) {
    if (e instanceof HostError) return null;
    throw e;
  }
  return new Editor(
    new HostTerminal(),
    {
      history: lineInput.history,
      get autoHistory(): boolean {
        return lineInput.autoHistory;
      },
      get delimiters(): string {
        return lineInput.delimiters;
      },
      complete: (r) => complete(r.line, r.begin, r.end),
      starting: () => runHook(lineInput.startupHook),
      started: () => runHook(lineInput.preInputHook),
    },
    colours,
  );
}

/** sys.stdout and sys.stderr without what they still hold. */
export function flushStreams(): void {
  for (const name of ["stdout", "stderr"]) {
    const f = interp.sysdict.getStr(name);
    if (f === undefined || f === null) continue;
    try {
      call(getAttr(f, "flush"), []);
    } catch (e) {
      if (!(e instanceof PyBaseException)) throw e;
    }
  }
}
