/**
 * Exception classes of built-in modules (PyErr_NewException): they are heap
 * types, so programs may set their attributes.
 *
 * @module
 */
import { PyDict } from "../core/dict.ts";
import { E } from "../core/errors.ts";
import { type PyType, tuple, typeType } from "../core/object.ts";
import { call } from "../core/ops.ts";
import { PerRuntime } from "../core/state.ts";

const classes = new PerRuntime(() => new Map<string, PyType>());

/** The exception class `module.name`, made when a runtime first asks for it. */
export function moduleException(
  module: string,
  name: string,
  bases: readonly PyType[] = [E.Exception],
  doc: string | null = null,
): PyType {
  const full = `${module}.${name}`;
  const made = classes.current;
  let t = made.get(full);
  if (t === undefined) {
    const ns = new PyDict();
    ns.setStr("__module__", module);
    if (doc !== null) ns.setStr("__doc__", doc);
    made.set(full, t = call(typeType, [name, tuple([...bases]), ns]) as PyType);
  }
  return t;
}
