/**
 * The full import machinery, written in Python (`_frozen_importlib`): whether it has taken over
 * from `vm/import.ts`, and the functions it then imports with.
 *
 * @module
 */
import { E, PyBaseException } from "../core/errors.ts";
import type { Value } from "../core/object.ts";
import { PerRuntime } from "../core/state.ts";
import { PyTraceback } from "./frame.ts";

/** co_filename of the machinery's modules: tracebacks leave their frames out. */
export const MACHINERY_FILES: ReadonlyMap<string, string> = new Map([
  ["_frozen_importlib", "<frozen importlib._bootstrap>"],
  ["_frozen_importlib_external", "<frozen importlib._bootstrap_external>"],
]);

/** Who imports in an interpreter. */
export interface Machinery {
  state: "native" | "starting" | "full";
  /** `_find_and_load` and `_gcd_import`. */
  find: Value;
  gcd: Value;
  /** `_module_repr`. */
  moduleRepr: Value;
  /** A file on sys.path was seen: only zipimport can say what it has. */
  archives: boolean;
  /** Names that the machine itself imports just now, whatever the program may import. */
  readonly granted: Set<string>;
}

const state = new PerRuntime<Machinery>(() => ({
  state: "native",
  find: null,
  gcd: null,
  moduleRepr: null,
  archives: false,
  granted: new Set(),
}));

/** Who imports in the current interpreter. */
export const machinery = (): Machinery => state.current;

/** Imports; what is raised does not show the machinery's own frames (remove_importlib_frames). */
export function trimmed(f: () => Value): Value {
  try {
    return f();
  } catch (e) {
    if (e instanceof PyBaseException) trim(e);
    throw e;
  }
}

function trim(e: PyBaseException): void {
  const files = [...MACHINERY_FILES.values()];
  const always = e.cls.isSubtype(E.ImportError);
  const kept: PyTraceback[] = [];
  // where the run of machinery frames that is being looked at begins
  let begin = -1;
  for (let tb = e.traceback; tb instanceof PyTraceback; tb = tb.next) {
    const { code } = tb.frame;
    if (!files.includes(code.filename)) begin = -1;
    else if (begin < 0) begin = kept.length;
    kept.push(tb);
    if (begin >= 0 && (always || code.name === "_call_with_frames_removed")) kept.length = begin;
  }
  let chain: PyTraceback | null = null;
  for (const tb of kept.reverse()) chain = new PyTraceback(chain, tb.frame, tb.last);
  e.traceback = chain;
}
