/**
 * The import system: `import` statements over sys.modules, sys.meta_path,
 * built-in and frozen modules, and files with their `.pyc` cache.
 *
 * @module
 */
import { asStr, isTrue, richcompare } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  attributeError,
  E,
  exception,
  keyError,
  matches,
  PyBaseException,
  PyImportError,
  typeError,
  valueError,
} from "../core/errors.ts";
import {
  Cmp,
  DictKind,
  PyBytes,
  PyList,
  PyObject,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { call, getAttr, getAttrOpt, hasAttr, repr, setAttr, str, toArray } from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { host, HostError, type HostStat, S_IFDIR, S_IFMT, S_IFREG } from "../host/host.ts";
import { loads, MarshalProblem } from "../marshal/marshal.ts";
import { cacheFromSource, checkHeader, packPyc, PycProblem } from "../marshal/pyc.ts";
import { PyCode } from "../objects/code.ts";
import { PyModule } from "../objects/module.ts";
import { defineType, type TypeSpec } from "../objects/type.ts";
import { strRepr } from "../util/str_repr.ts";
import { compileText } from "./compile.ts";
import { frozenBytes, frozenFilename, frozenModule, frozenText } from "./frozen.ts";
import { evalCode } from "./interpreter.ts";
import { currentFrame, type PyFrame, visibleBack } from "./frame.ts";
import { type Machinery, machinery, MACHINERY_FILES, trimmed } from "./machinery.ts";

/** How imports behave; set by the runtime. */
export const importSettings: {
  /** -O level. */
  optimize: 0 | 1 | 2;
  /** -B: write no caches. */
  dontWriteBytecode: boolean;
  /** -v. */
  verbose: boolean;
  /** Whether frozen modules of the package hide files on sys.path. */
  useFrozen: (name: string) => boolean;
  /** Whether a program may import a module, null when it may import all. */
  allowed: ((name: string) => boolean) | null;
} = {
  optimize: 0,
  dontWriteBytecode: false,
  verbose: false,
  useFrozen: () => true,
  allowed: null,
};

/** Makes a built-in module. */
export type ModuleMaker = () => PyModule;
const builtins = new Map<string, ModuleMaker>();

/** A new module object of a built-in module; undefined when there is none of that name. */
export function makeBuiltin(name: string): PyModule | undefined {
  return builtins.get(name)?.();
}

/** Adds a built-in module. */
export function addBuiltinModule(name: string, make: ModuleMaker): void {
  builtins.set(name, make);
}

/** sys.builtin_module_names. */
export function builtinModuleNames(): string[] {
  return [...builtins.keys()].sort();
}

// Specs and loaders ---------------------------------------------------------------------

/** importlib.machinery.ModuleSpec as the machine itself makes it. */
export class PyModuleSpec extends PyObject {
  constructor(
    readonly name: string,
    readonly loader: Value,
    readonly origin: Value,
    readonly cached: Value,
    /** submodule_search_locations, null when it is no package. */
    readonly locations: PyList | null,
    readonly hasLocation: boolean,
  ) {
    super();
    const d = new PyDict();
    this.dict = d;
    d.setStr("name", name);
    d.setStr("loader", loader);
    d.setStr("origin", origin);
    d.setStr("loader_state", null);
    d.setStr("submodule_search_locations", locations);
    d.setStr("_set_fileattr", hasLocation);
    d.setStr("_cached", cached);
  }
}

export const moduleSpecType: PyType = new PyType(
  "ModuleSpec",
  TypeFlag.BaseType,
  "_frozen_importlib",
);
PyModuleSpec.prototype.cls = moduleSpecType;

const specSpec: TypeSpec = {
  dictKind: DictKind.Field,
  slots: {
    tpRepr: (v) => {
      const s = v as PyModuleSpec;
      const parts = [`name=${repr(s.name)}`, `loader=${repr(s.loader)}`];
      if (s.origin !== null) parts.push(`origin=${repr(s.origin)}`);
      if (s.locations !== null) parts.push(`submodule_search_locations=${repr(s.locations)}`);
      return `ModuleSpec(${parts.join(", ")})`;
    },
  },
  getset: {
    __dict__: { get: (s: PyObject) => s.dict! },
    cached: { get: (s: PyObject) => s.dict!.getStr("_cached") ?? null },
    parent: {
      get: (s: PyObject) => {
        const name = asStr(s.dict!.getStr("name")) ?? "";
        if ((s.dict!.getStr("submodule_search_locations") ?? null) !== null) return name;
        const i = name.lastIndexOf(".");
        return i < 0 ? "" : name.slice(0, i);
      },
    },
    has_location: { get: (s: PyObject) => s.dict!.getStr("_set_fileattr") ?? false },
  },
};

/** The loader of a module made by the machine: what get_source, get_data and the like need. */
export class PyLoader extends PyObject {
  constructor(
    readonly kind: "builtin" | "frozen" | "source" | "sourceless",
    readonly name: string,
    readonly path: string,
  ) {
    super();
    this.cls = loaderTypes[kind];
  }
}

const loaderTypes: Record<PyLoader["kind"], PyType> = {
  builtin: new PyType("BuiltinImporter", TypeFlag.BaseType, "_frozen_importlib"),
  frozen: new PyType("FrozenImporter", TypeFlag.BaseType, "_frozen_importlib"),
  source: new PyType("SourceFileLoader", TypeFlag.BaseType, "_frozen_importlib_external"),
  sourceless: new PyType("SourcelessFileLoader", TypeFlag.BaseType, "_frozen_importlib_external"),
};

function osErrorOf(e: unknown, path: string): unknown {
  if (e instanceof HostError) return call(E.OSError, [e.errno, e.message, path]);
  return e;
}

const loaderSpec: TypeSpec = {
  slots: {
    tpRepr: (v) => {
      const l = v as PyLoader;
      return l.kind === "builtin" || l.kind === "frozen"
        ? `<class '${l.cls.module}.${l.cls.name}'>`
        : `<${l.cls.module}.${l.cls.name} object at 0x${l.name.length.toString(16)}>`;
    },
  },
  getset: {
    name: { get: (l: PyLoader) => l.name },
    path: { get: (l: PyLoader) => l.path },
  },
  methods: {
    get_filename: ["($self, fullname=None, /)", (l: PyLoader) => l.path],
    is_package: [
      "($self, fullname=None, /)",
      (l: PyLoader) =>
        l.kind === "frozen"
          ? frozenModule(l.name)?.isPackage ?? false
          : /(^|\/)__init__\.[^/]*$/.test(l.path),
    ],
    get_source: ["($self, fullname=None, /)", (l: PyLoader) => {
      if (l.kind === "frozen") {
        const m = frozenModule(l.name);
        return m === undefined ? null : frozenText(m);
      }
      if (l.kind !== "source") return null;
      try {
        return new TextDecoder().decode(host.readFile(l.path)).replace(/\r\n?/g, "\n");
      } catch (e) {
        throw osErrorOf(e, l.path);
      }
    }],
    get_data: ["($self, path, /)", (_l: PyLoader, path: Value) => {
      const p = asStr(path) ?? "";
      try {
        return new PyBytes(host.readFile(p));
      } catch (e) {
        throw osErrorOf(e, p);
      }
    }],
    get_code: ["($self, fullname=None, /)", (l: PyLoader) => {
      if (l.kind === "frozen") return frozenCode(l.name);
      if (l.kind === "source") return sourceCode(l.name, l.path);
      if (l.kind === "sourceless") return bytecode(l.name, l.path);
      return null;
    }],
    create_module: [
      "($self, spec, /)",
      (l: PyLoader) => l.kind === "builtin" ? builtins.get(l.name)?.() ?? null : null,
    ],
    exec_module: ["($self, module, /)", (l: PyLoader, m: Value) => {
      if (l.kind === "builtin") return;
      const code = l.kind === "frozen"
        ? frozenCode(l.name)
        : l.kind === "source"
        ? sourceCode(l.name, l.path)
        : bytecode(l.name, l.path);
      const d = getAttr(m, "__dict__") as PyDict;
      setBuiltins(d);
      evalCode(code, d, d);
    }],
  },
};

/** The machine's own finders, as they stand on sys.meta_path: built-in, frozen and files. */
export class PyNativeFinder extends PyObject {}
const finderType: PyType = new PyType("PathFinder", TypeFlag.None, "_frozen_importlib_external");
PyNativeFinder.prototype.cls = finderType;
/** The one object of it. */
export const nativeFinder: PyNativeFinder = new PyNativeFinder();

const finderSpec: TypeSpec = {
  slots: { tpRepr: () => "<class '_frozen_importlib_external.PathFinder'>" },
  methods: {
    find_spec: ["($self, fullname, path=None, target=None)", (
      _f: PyNativeFinder,
      name: Value,
      path: Value = null,
    ) => permittedSpec(asStr(name) ?? "", path)],
    find_module: [
      "($self, fullname, path=None)",
      (_f: PyNativeFinder, name: Value, path: Value = null) =>
        permittedSpec(asStr(name) ?? "", path)?.loader ?? null,
    ],
    invalidate_caches: ["($self, /)", () => invalidateCaches()],
  },
};

let typesReady = false;
/** Completes the types of this file. */
export function wireImport(): void {
  if (typesReady) return;
  typesReady = true;
  defineType(moduleSpecType, specSpec);
  defineType(finderType, finderSpec);
  for (const t of Object.values(loaderTypes)) defineType(t, loaderSpec);
}

function setBuiltins(d: PyDict): void {
  if (d.getStr("__builtins__") === undefined) d.setStr("__builtins__", interp.builtins);
}

/** An ImportError with its attributes. */
export function importError(
  msg: string,
  name: string,
  path: Value = null,
  type: PyType = E.ImportError,
): PyBaseException {
  const e = new PyImportError(type, tuple([msg]));
  e.msg = msg;
  e.name = name;
  e.path = path;
  return e;
}

const notFound = (name: string, extra = ""): PyBaseException =>
  importError(`No module named ${repr(name)}${extra}`, name, null, E.ModuleNotFoundError);

/** What CPython's library has and this one cannot have, with the reason. */
const WITHOUT: ReadonlyMap<string, string> = new Map(
  ([
    ["no C library to call", "crypt nis spwd ctypes _ctypes _crypt"],
    ["no terminal library", "curses _curses _curses_panel"],
    ["no Tk", "tkinter _tkinter turtle turtledemo idlelib"],
    ["no LZMA compressor", "lzma _lzma"],
    ["no process to fork into", "multiprocessing"],
    ["no sound device", "ossaudiodev"],
    ["no Windows interface", "msilib winreg winsound msvcrt nt _winapi _winreg _msi"],
    ["no installer of packages", "ensurepip venv distutils"],
    ["no Python 2 to translate from", "lib2to3"],
  ] as const).flatMap(([why, names]) => names.split(" ").map((n): [string, string] => [n, why])),
);

function withoutReason(name: string): string {
  const why = WITHOUT.get(name);
  return why === undefined ? "" : ` (wordcode has ${why})`;
}

// Code of files ----------------------------------------------------------------------------

/** The code of a frozen module. */
export function frozenCode(name: string): PyCode {
  const code = loads(frozenBytes(frozenModule(name)!), { trusted: true }) as PyCode;
  const known = MACHINERY_FILES.get(name);
  if (known !== undefined) renameCode(code, known);
  return code;
}

function verbose(text: string): void {
  if (importSettings.verbose) host.write(2, new TextEncoder().encode(`# ${text}\n`));
}

function marshalled(data: Uint8Array, name: string, path: string): PyCode {
  let v: Value;
  try {
    v = loads(data.subarray(12));
  } catch (e) {
    if (e instanceof MarshalProblem) {
      throw exception(E[e.kind as keyof typeof E] as PyType, e.message);
    }
    throw e;
  }
  if (!(v instanceof PyCode)) throw importError(`Non-code object in ${strRepr(path)}`, name, path);
  return v;
}

/** The code of a source file: of its cache when that is fresh, else compiled and cached. */
function sourceCode(name: string, path: string): PyCode {
  let stat: HostStat;
  let cache: string | null = null;
  const opt = importSettings.optimize === 0 ? "" : String(importSettings.optimize);
  try {
    stat = host.stat(path, true);
    cache = cacheFromSource(path, opt);
  } catch (e) {
    throw osErrorOf(e, path);
  }
  const mtime = Number(stat.mtimeNs / 1000000000n);
  try {
    const data = host.readFile(cache);
    checkHeader(data, name, { mtime, size: stat.size });
    const code = marshalled(data, name, cache);
    verbose(`code object from ${strRepr(cache)}`);
    renameCode(code, path);
    return code;
  } catch (e) {
    // no cache, or a stale one: compile; a broken one is an error as in CPython
    if (!(e instanceof HostError) && !(e instanceof PycProblem)) throw e;
  }
  let source: Uint8Array;
  try {
    source = host.readFile(path);
  } catch (e) {
    throw osErrorOf(e, path);
  }
  const code = compileText(source, path, {
    mode: "exec",
    flags: 0,
    optimize: importSettings.optimize,
  });
  verbose(`code object from ${strRepr(path)}`);
  const dont = interp.sysdict.getStr("dont_write_bytecode");
  if (!(dont === undefined ? importSettings.dontWriteBytecode : isTrue(dont))) {
    writeCache(cache, packPyc(code, mtime, stat.size), stat.mode);
  }
  return code;
}

function writeCache(path: string, data: Uint8Array, mode: number): void {
  try {
    const dir = path.slice(0, path.lastIndexOf("/"));
    try {
      host.mkdir(dir, 0o777);
    } catch (e) {
      if (!(e instanceof HostError) || e.errno !== 17) throw e;
    }
    host.writeFileAtomic(path, data, (mode | 0o200) & 0o777);
    verbose(`wrote ${strRepr(path)}`);
  } catch (e) {
    // a cache that cannot be written is no error
    if (!(e instanceof HostError)) throw e;
    verbose(`could not create ${strRepr(path)}: ${e.message}`);
  }
}

/** co_filename follows the file when a cache was moved (_fix_co_filename). */
function renameCode(code: PyCode, path: string): void {
  if (code.filename === path) return;
  const old = code.filename;
  const go = (c: PyCode) => {
    if (c.filename !== old) return;
    c.filename = path;
    for (const k of c.consts) if (k instanceof PyCode) go(k);
  };
  go(code);
}

/** The code of a `.pyc` file without a source. */
function bytecode(name: string, path: string): PyCode {
  let data: Uint8Array;
  try {
    data = host.readFile(path);
  } catch (e) {
    throw osErrorOf(e, path);
  }
  try {
    checkHeader(data, name);
  } catch (e) {
    if (e instanceof PycProblem) {
      if (e.kind === "EOFError") throw exception(E.EOFError, e.message);
      throw importError(e.message, name, path);
    }
    throw e;
  }
  return marshalled(data, name, path);
}

/** The code of a `.pyc` file that is run as a script. */
export function loadPycScript(path: string): PyCode {
  return bytecode("__main__", path);
}

// Finding --------------------------------------------------------------------------------------

const isFile = (s: HostStat | null): boolean => s !== null && (s.mode & S_IFMT) === S_IFREG;
const isDir = (s: HostStat | null): boolean => s !== null && (s.mode & S_IFMT) === S_IFDIR;

function statOrNull(path: string): HostStat | null {
  try {
    return host.stat(path, true);
  } catch (e) {
    if (e instanceof HostError) return null;
    throw e;
  }
}

let listings = new Map<string, { mtime: bigint; names: Set<string> } | null>();

/** A folder's entries, read again when the folder changed; null when there is none or it may not be read. */
function entries(dir: string): Set<string> | null {
  const s = statOrNull(dir === "" ? "." : dir);
  if (!isDir(s)) return null;
  const known = listings.get(dir);
  if (known && known.mtime === s!.mtimeNs) return known.names;
  try {
    const names = new Set(host.listdir(dir === "" ? "." : dir));
    listings.set(dir, { mtime: s!.mtimeNs, names });
    return names;
  } catch (e) {
    if (e instanceof HostError) return null;
    throw e;
  }
}

/** Takes what is known of folders away for another runtime; gives what puts it back. */
export function setListingsAside(): () => void {
  const was = listings;
  listings = new Map();
  return () => listings = was;
}

/** importlib.invalidate_caches. */
export function invalidateCaches(): void {
  listings.clear();
}

function fileSpec(name: string, dir: string, namespace: string[]): PyModuleSpec | null {
  const tail = name.slice(name.lastIndexOf(".") + 1);
  const names = entries(dir);
  if (names === null) {
    if (isFile(statOrNull(dir)) || /\.(zip|egg|whl)\//.test(dir)) machinery().archives = true;
    return null;
  }
  const base = dir === "" ? host.getcwd() : dir.replace(/\/$/, "");
  const path = `${base}/${tail}`;
  if (names.has(tail) && isDir(statOrNull(path))) {
    const inside = entries(path);
    for (
      const [file, kind] of [["__init__.py", "source"], ["__init__.pyc", "sourceless"]] as const
    ) {
      const full = `${path}/${file}`;
      if (inside !== null && inside.has(file) && isFile(statOrNull(full))) {
        const cached = kind === "source" ? cacheFromSource(full, optSuffix()) : full;
        return new PyModuleSpec(
          name,
          new PyLoader(kind, name, full),
          full,
          cached,
          new PyList([path]),
          true,
        );
      }
    }
    namespace.push(path);
  }
  for (const [ext, kind] of [[".py", "source"], [".pyc", "sourceless"]] as const) {
    const file = tail + ext;
    const full = `${base}/${file}`;
    if (names.has(file) && isFile(statOrNull(full))) {
      const cached = kind === "source" ? cacheFromSource(full, optSuffix()) : full;
      return new PyModuleSpec(name, new PyLoader(kind, name, full), full, cached, null, true);
    }
  }
  return null;
}

const optSuffix = (): string =>
  importSettings.optimize === 0 ? "" : String(importSettings.optimize);

/**
 * Whether the running program may import a module that is not loaded yet. What
 * the package's own modules import is theirs to decide, but for those that are
 * given a name to import (`byName`).
 */
export function permitted(name: string, byName: boolean): boolean {
  const { allowed } = importSettings;
  if (allowed === null || allowed(name) || interp.modules.getStr(name) !== undefined) return true;
  if (machinery().granted.has(name)) return true;
  let f = currentFrame();
  if (f === null) return true;
  for (; f !== null; f = visibleBack(f)) {
    const file = f.code.filename;
    if (!/^<(wordcode>\/|frozen importlib)/.test(file)) return false;
    if (
      !byName ||
      !/^<(wordcode>\/(importlib\/|imp\.py|runpy\.py|pkgutil\.py)|frozen importlib)/.test(file)
    ) {
      return true;
    }
  }
  return false;
}

/** findSpec() for programs. */
export function permittedSpec(name: string, path: Value): PyModuleSpec | null {
  return permitted(name, true) ? findSpec(name, path) : null;
}

/** Raises ModuleNotFoundError for what the running program may not import. */
export function checkPermitted(name: string, byName: boolean): void {
  if (!permitted(name, byName)) throw notFound(name);
}

/** The spec of a module by the machine's own finders, or null. */
export function findSpec(name: string, path: Value): PyModuleSpec | null {
  if (path === null && builtins.has(name)) {
    return new PyModuleSpec(name, new PyLoader("builtin", name, ""), "built-in", null, null, false);
  }
  const frozen = importSettings.useFrozen(name) ? frozenModule(name) : undefined;
  if (frozen !== undefined) {
    return new PyModuleSpec(
      name,
      new PyLoader("frozen", name, frozenFilename(frozen)),
      frozenFilename(frozen),
      null,
      frozen.isPackage ? new PyList([]) : null,
      true,
    );
  }
  const search = path === null ? interp.sysdict.getStr("path") ?? null : path;
  if (search === null) return null;
  const namespace: string[] = [];
  for (const p of toArray(search)) {
    const dir = p instanceof PyBytes ? new TextDecoder().decode(p.data) : asStr(p);
    if (dir === undefined) continue;
    const s = fileSpec(name, dir, namespace);
    if (s !== null) return s;
  }
  if (namespace.length > 0) {
    return new PyModuleSpec(name, null, null, null, new PyList(namespace), false);
  }
  return null;
}

function initModule(m: PyModule, spec: PyModuleSpec): void {
  const d = m.namespace;
  d.setStr("__name__", spec.name);
  d.setStr("__loader__", spec.loader);
  d.setStr("__package__", getAttr(spec, "parent"));
  d.setStr("__spec__", spec);
  if (spec.locations !== null) d.setStr("__path__", spec.locations);
  if (spec.hasLocation) {
    d.setStr("__file__", spec.origin);
    if (spec.cached !== null) d.setStr("__cached__", spec.cached);
  }
}

/** Makes and runs the module of a spec. */
function loadSpec(spec: PyModuleSpec): Value {
  const loader = spec.loader;
  const modules = interp.modules;
  if (loader instanceof PyLoader && loader.kind === "builtin") {
    const m = builtins.get(spec.name)!();
    initModule(m, spec);
    modules.setStr(spec.name, m);
    return m;
  }
  const m = new PyModule(spec.name);
  initModule(m, spec);
  modules.setStr(spec.name, m);
  if (loader === null) return m;
  try {
    callExec(loader as PyLoader, m);
  } catch (e) {
    modules.delete(spec.name);
    throw e;
  }
  return loaded(spec.name);
}

function callExec(l: PyLoader, m: PyModule): void {
  const code = l.kind === "frozen"
    ? frozenCode(l.name)
    : l.kind === "source"
    ? sourceCode(l.name, l.path)
    : bytecode(l.name, l.path);
  const d = m.namespace;
  setBuiltins(d);
  evalCode(code, d, d);
}

/** What sys.modules has after a module has run: it may have put something else there. */
function loaded(name: string): Value {
  const m = interp.modules.getStr(name);
  if (m === undefined) throw keyError(name);
  return m;
}

/** Whether a program has put something into sys that only the full machinery heeds. */
function outgrown(): boolean {
  const meta = interp.sysdict.getStr("meta_path");
  const hooks = interp.sysdict.getStr("path_hooks");
  // sys is not there yet
  if (meta === undefined) return false;
  return !(meta instanceof PyList && meta.items.length === 1 && meta.items[0] === nativeFinder &&
    hooks instanceof PyList && hooks.items.length === 0);
}

/** Has the full machinery (`_frozen_importlib`) take over, unless it is there already. */
export function takeOver(): void {
  const m = machinery();
  if (m.state !== "native") return;
  m.state = "starting";
  try {
    loadSpec(findSpec("_frozen_importlib", null)!);
  } finally {
    if (m.state === "starting") m.state = "native";
  }
}

/** Imports by the full machinery what may be imported, whoever runs just now. */
function importFully(name: string, m: Machinery): Value {
  const granted: string[] = [];
  for (let n = name; n !== ""; n = n.slice(0, Math.max(n.lastIndexOf("."), 0))) {
    if (m.granted.has(n)) continue;
    m.granted.add(n);
    granted.push(n);
  }
  try {
    return trimmed(() => call(m.find, [name, m.gcd]));
  } finally {
    for (const n of granted) m.granted.delete(n);
  }
}

/** Imports a module by its absolute name (_find_and_load). */
export function importByName(name: string): Value {
  const modules = interp.modules;
  const known = modules.getStr(name);
  if (known !== undefined) {
    if (known === null) {
      throw importError(
        `import of ${name} halted; None in sys.modules`,
        name,
        null,
        E.ModuleNotFoundError,
      );
    }
    return known;
  }
  const full = machinery();
  if (full.state === "native" && outgrown()) takeOver();
  if (full.state === "full") return importFully(name, full);
  let path: Value = null;
  const dot = name.lastIndexOf(".");
  const parent = dot < 0 ? "" : name.slice(0, dot);
  if (parent !== "") {
    if (modules.getStr(parent) === undefined) importByName(parent);
    // importing the parent may have imported the child
    const again = modules.getStr(name);
    if (again !== undefined) return again;
    const p = modules.getStr(parent)!;
    const pp = getAttrOpt(p, "__path__");
    if (pp === undefined) throw notFound(name, `; ${repr(parent)} is not a package`);
    path = pp;
  }
  const spec = findSpec(name, path);
  if (full.archives && full.state === "native") {
    takeOver();
    return importByName(name);
  }
  if (spec === null) throw notFound(name, withoutReason(name));
  const m = loadSpec(spec);
  if (parent !== "") {
    const p = modules.getStr(parent);
    if (p !== undefined) setAttr(p, name.slice(dot + 1), m);
  }
  return m;
}

/** The package that relative imports of some globals start from (_calc___package__). */
function packageOf(globals: Value): string {
  if (globals === null) throw keyError("'__name__' not in globals");
  if (!(globals instanceof PyDict)) throw typeError("globals must be a dict");
  const pkg = globals.getStr("__package__");
  const spec = globals.getStr("__spec__");
  if (pkg !== undefined && pkg !== null) {
    const s = asStr(pkg);
    if (s === undefined) throw typeError("package must be a string");
    if (spec !== undefined && spec !== null) {
      const parent = getAttr(spec, "parent");
      if (!isTrue(richcompare(pkg, parent, Cmp.Eq))) {
        warnHook(`__package__ != __spec__.parent (${repr(pkg)} != ${repr(parent)})`);
      }
    }
    return s;
  }
  if (spec !== undefined && spec !== null) return asStr(getAttr(spec, "parent")) ?? "";
  warnHook(
    "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__",
  );
  const name = globals.getStr("__name__");
  if (name === undefined) throw keyError("'__name__' not in globals");
  const s = asStr(name);
  if (s === undefined) throw typeError("__name__ must be a string");
  if (globals.getStr("__path__") !== undefined) return s;
  const dot = s.lastIndexOf(".");
  return dot < 0 ? "" : s.slice(0, dot);
}

let warnHook: (msg: string) => void = () => {};
/** Hands over ImportWarnings. */
export function setImportWarn(f: (msg: string) => void): void {
  warnHook = f;
}

function resolveName(name: string, pkg: string, level: number): string {
  if (pkg === "") {
    throw importError("attempted relative import with no known parent package", "");
  }
  const bits = pkg.split(".");
  if (bits.length < level) {
    throw valueError("attempted relative import beyond top-level package");
  }
  const base = bits.slice(0, bits.length - level + 1).join(".");
  return name === "" ? base : `${base}.${name}`;
}

/** `__import__` (PyImport_ImportModuleLevelObject). */
export function importModuleLevel(
  name: string,
  globals: Value,
  fromlist: Value,
  level: number,
): Value {
  if (level < 0) throw valueError("level must be >= 0");
  let abs = name;
  if (level > 0) {
    const pkg = packageOf(globals);
    abs = resolveName(name, pkg, level);
  } else if (name === "") throw valueError("Empty module name");
  checkPermitted(abs, false);
  const m = importByName(abs);
  const has = fromlist !== null && isTrue(fromlist);
  if (!has) {
    const dot = name.indexOf(".");
    if (dot < 0) return level === 0 || name !== "" ? m : m;
    if (level === 0) return importByName(name.slice(0, dot));
    const cut = name.length - dot;
    const top = abs.slice(0, abs.length - cut);
    const t = interp.modules.getStr(top);
    if (t === undefined) throw keyError(`${repr(top)} not in sys.modules as expected`);
    return t;
  }
  if (hasAttr(m, "__path__")) handleFromlist(m, fromlist, false);
  return m;
}

/** Imports the submodules that a fromlist names (_handle_fromlist). */
function handleFromlist(m: Value, fromlist: Value, recursive: boolean): void {
  const where = () => (recursive ? `${str(getAttr(m, "__name__"))}.__all__` : "``from list''");
  for (const x of toArray(fromlist)) {
    const n = asStr(x);
    if (n === undefined) {
      throw typeError(`Item in ${where()} must be str, not ${typeOf(x).name}`);
    }
    if (n === "*") {
      const all = recursive ? undefined : getAttrOpt(m, "__all__");
      if (all !== undefined) handleFromlist(m, all, true);
    } else if (!hasAttr(m, n)) {
      const full = `${str(getAttr(m, "__name__"))}.${n}`;
      if (!permitted(full, false)) continue;
      try {
        importByName(full);
      } catch (e) {
        if (
          matches(e, E.ModuleNotFoundError) && (e as PyImportError).name === full &&
          interp.modules.getStr(full) !== null
        ) continue;
        throw e;
      }
    }
  }
}

/** IMPORT_NAME: by `__builtins__.__import__`, as a program may have replaced it. */
export function importName(f: PyFrame, name: string, fromlist: Value, level: Value): Value {
  const imp = f.builtins.getStr("__import__");
  if (imp === undefined) throw importError("__import__ not found", name);
  if (imp === standardImport()) {
    return importModuleLevel(name, f.globals, fromlist, Number(level));
  }
  return call(imp, [name, f.globals, f.locals, fromlist, level]);
}

let standard: Value = null;
const standardImport = () => standard;
/** Tells what `builtins.__import__` is at first. */
export function setStandardImport(v: Value): void {
  standard = v;
}

/** IMPORT_FROM. */
export function importFrom(m: Value, name: string): Value {
  const v = getAttrOpt(m, name);
  if (v !== undefined) return v;
  const pkg = asStr(getAttrOpt(m, "__name__"));
  if (pkg !== undefined) {
    const sub = interp.modules.getStr(`${pkg}.${name}`);
    if (sub !== undefined) return sub;
  }
  throw importError(
    `cannot import name ${strRepr(name)}`,
    pkg ?? "<unknown module name>",
    pathOf(m),
  );
}

function pathOf(m: Value): Value {
  const f = getAttrOpt(m, "__file__");
  return f ?? null;
}

/** What runs as `__main__`; the namespace. */
export function mainNamespace(): PyDict {
  const m = interp.modules.getStr("__main__");
  if (m instanceof PyModule) return m.namespace;
  throw attributeError("__main__");
}
