/**
 * Exception classes that modules make, and exceptions that nobody can catch.
 *
 * @module
 */
import { PyDict } from "../core/dict.ts";
import type { PyBaseException } from "../core/errors.ts";
import { type PyType, tuple, typeType } from "../core/object.ts";
import { call, callMethod, getAttrOpt } from "../core/ops.ts";
import { interp, PerRuntime } from "../core/state.ts";
import { formatException } from "../vm/traceback.ts";

const classes = new PerRuntime(() => new Map<string, PyType>());

/** The exception class of a module, made once a runtime (PyErr_NewException). */
export function newException(module: string, name: string, base: PyType): PyType {
  const key = `${module}.${name}`;
  const made = classes.current;
  let t = made.get(key);
  if (t === undefined) {
    const ns = new PyDict();
    ns.setStr("__module__", module);
    t = call(typeType, [name, tuple([base]), ns]) as PyType;
    made.set(key, t);
  }
  return t;
}

/** Writes to sys.stderr; nobody is told of a failure. */
export function writeStderr(text: string): void {
  const err = interp.sysdict.getStr("stderr");
  if (err === undefined || err === null || getAttrOpt(err, "write") === undefined) return;
  callMethod(err, "write", text);
}

/** An exception that cannot be raised anywhere (PyErr_WriteUnraisable with a text of its own). */
export function writeUnraisable(where: string, e: PyBaseException): void {
  writeStderr(`${where}\n${formatException(e)}`);
}
