/**
 * The modules of the package that are written in Python: their precompiled
 * code and source text, registered by the runtime.
 *
 * @module
 */
import { Inflate } from "../util/inflate.ts";

/** A frozen module. */
export interface FrozenModule {
  readonly name: string;
  readonly isPackage: boolean;
  /** The source text in UTF-8, deflated, base64: tracebacks ask for it, and few else. */
  readonly source: () => string;
  /** Whether the code is deflated. */
  readonly packed: boolean;
  /** Marshalled code, base64. */
  readonly code: () => string;
}

const modules = new Map<string, FrozenModule>();

/** Adds a frozen module. */
export function addFrozen(m: FrozenModule): void {
  modules.set(m.name, m);
}

/** The frozen module of a name. */
export function frozenModule(name: string): FrozenModule | undefined {
  return modules.get(name);
}

/** The names of all frozen modules. */
export function frozenNames(): string[] {
  return [...modules.keys()];
}

/** co_filename of a frozen module's code. */
export function frozenFilename(m: Pick<FrozenModule, "name" | "isPackage">): string {
  return `<wordcode>/${m.name.replaceAll(".", "/")}${m.isPackage ? "/__init__" : ""}.py`;
}

/** The source of a frozen module by its file name, or null. */
export function frozenSource(filename: string): string | null {
  if (!filename.startsWith("<wordcode>/")) return null;
  const path = filename.slice(11, -3);
  const name = path.replace(/\/__init__$/, "").replaceAll("/", ".");
  const m = modules.get(name);
  return m === undefined ? null : frozenText(m);
}

function fromBase64(text: string): Uint8Array {
  const bin = atob(text);
  const data = new Uint8Array(bin.length);
  for (let i = 0; i < bin.length; i++) data[i] = bin.charCodeAt(i);
  return data;
}

/** The source text of a frozen module. */
export function frozenText(m: FrozenModule): string {
  return new TextDecoder().decode(new Inflate(-15).write(fromBase64(m.source()), Infinity));
}

/** The marshalled code of a frozen module. */
export function frozenBytes(m: FrozenModule): Uint8Array {
  const data = fromBase64(m.code());
  return m.packed ? new Inflate(-15).write(data, Infinity) : data;
}
