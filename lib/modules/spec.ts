/**
 * How a built-in module is declared.
 *
 * @module
 */
import { builtinFunction, type Decls } from "../core/args.ts";
import type { PyDict } from "../core/dict.ts";
import { type PyType, TypeFlag, type Value } from "../core/object.ts";
import { PyModule } from "../objects/module.ts";
import { defineType, type TypeSpec } from "../objects/type.ts";

/** A built-in module. */
export interface ModuleSpec {
  readonly name: string;
  readonly doc?: string;
  readonly functions?: Decls;
  /** Further values of the namespace, made on import. */
  readonly attrs?: () => Record<string, Value>;
  /** Types, completed once for the process and shown under their names. */
  readonly types?: () => [PyType, TypeSpec][];
  /** What else is to be done with the namespace. */
  readonly init?: (ns: PyDict) => void;
}

/** Makes a module of its declaration. */
export function makeModule(spec: ModuleSpec): PyModule {
  const m = new PyModule(spec.name, spec.doc ?? null);
  const ns = m.namespace;
  for (const [t, s] of spec.types?.() ?? []) {
    if ((t.flags & TypeFlag.Ready) === 0) defineType(t, s);
    ns.setStr(t.name, t);
  }
  for (const name in spec.functions) {
    ns.setStr(name, builtinFunction(name, spec.functions[name], spec.name));
  }
  const attrs = spec.attrs?.() ?? {};
  for (const name in attrs) ns.setStr(name, attrs[name]);
  spec.init?.(ns);
  return m;
}
