/**
 * How built-in modules are declared.
 *
 * @module
 */
import { builtinFunction, type Decls } from "../core/args.ts";
import type { PyDict } from "../core/dict.ts";
import { type PyType, TypeFlag, type Value } from "../core/object.ts";
import { PyModule } from "../objects/module.ts";
import { defineType, type TypeSpec } from "../objects/type.ts";

/** What a built-in module is made of. */
export interface ModuleSpec {
  readonly name: string;
  readonly doc?: string;
  readonly functions?: Decls;
  /** Further attributes, made for every module object. */
  readonly attrs?: () => Record<string, Value>;
  /** Types: completed once for the process, and added under their names. */
  readonly types?: () => [PyType, TypeSpec][];
  /** Fills in what the tables cannot say. */
  readonly init?: (ns: PyDict) => void;
}

/** Completes the types of a list that are not complete yet. */
export function defineTypes(types: readonly [PyType, TypeSpec][]): void {
  for (const [t, spec] of types) if ((t.flags & TypeFlag.Ready) === 0) defineType(t, spec);
}

/** A fresh module object of a declaration. */
export function makeModule(spec: ModuleSpec): PyModule {
  const m = new PyModule(spec.name, spec.doc ?? null);
  const ns = m.namespace;
  if (spec.types !== undefined) {
    const types = spec.types();
    defineTypes(types);
    for (const [t] of types) ns.setStr(t.name, t);
  }
  for (const name in spec.functions) {
    ns.setStr(name, builtinFunction(name, spec.functions[name], spec.name));
  }
  const attrs = spec.attrs?.() ?? {};
  for (const name in attrs) ns.setStr(name, attrs[name]);
  spec.init?.(ns);
  return m;
}
