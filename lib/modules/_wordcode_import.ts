/**
 * _wordcode_import: what the package's own `importlib`, `py_compile` and
 * `compileall` need of the machine's import system.
 *
 * @module
 */
import { bind, Signature } from "../core/args.ts";
import { asStr, isTrue } from "../core/compare.ts";
import { E, exception, PyBaseException, typeError, valueError } from "../core/errors.ts";
import { type KwNames, PyBytes, type Value } from "../core/object.ts";
import { call, getAttrOpt, lookupSpecial, str } from "../core/ops.ts";
import { host, HostError } from "../host/host.ts";
import {
  cacheFromSource,
  MAGIC_NUMBER,
  packPyc,
  PycProblem,
  sourceFromCache,
} from "../marshal/pyc.ts";
import { needBuffer } from "../objects/buffer.ts";
import { PyCode } from "../objects/code.ts";
import { decodeSource } from "../syntax/decode.ts";
import { SyntaxProblem } from "../syntax/errors.ts";
import { raiseProblem } from "../vm/compile.ts";
import {
  checkPermitted,
  importByName,
  importSettings,
  invalidateCaches,
  moduleSpecType,
  nativeFinder,
  permitted,
  permittedSpec,
  PyLoader,
  PyModuleSpec,
} from "../vm/import.ts";
import { frozenFilename, frozenModule, frozenText } from "../vm/frozen.ts";
import { machinery } from "../vm/machinery.ts";
import { formatExceptionOnly } from "../vm/traceback.ts";
import { setModuleRepr } from "../objects/module.ts";
import type { ModuleSpec } from "./spec.ts";

function pathOf(v: Value): string {
  const s = asStr(v);
  if (s !== undefined) return s;
  const f = lookupSpecial(v, "__fspath__");
  if (f === undefined) throw typeError("expected str, bytes or os.PathLike object");
  return pathOf(call(f, []));
}

function pyc<T>(f: () => T): T {
  try {
    return f();
  } catch (e) {
    if (e instanceof PycProblem) throw valueError(e.message);
    throw e;
  }
}

const cacheSig = new Signature(
  "cache_from_source",
  "(path, debug_override=None, *, optimization=None)",
  0,
);

const osError = (e: HostError, path: string): PyBaseException =>
  call(E.OSError, [e.errno, e.message, path]) as PyBaseException;

export const _wordcode_import_module = (): ModuleSpec => ({
  name: "_wordcode_import",
  doc: "The machine's import system for importlib.",
  attrs: () => ({
    MAGIC_NUMBER: new PyBytes(MAGIC_NUMBER),
    ModuleSpec: moduleSpecType,
    native_finder: nativeFinder,
  }),
  functions: {
    hand_over: [
      "(find_and_load, gcd_import, module_repr, /)",
      (find: Value, gcd: Value, moduleRepr: Value) => {
        const m = machinery();
        m.find = find;
        m.gcd = gcd;
        m.moduleRepr = moduleRepr;
        m.state = "full";
        setModuleRepr((module) => {
          const f = machinery().moduleRepr;
          return f === null ? null : call(f, [module]);
        });
      },
    ],
    permitted: ["(name, /)", (name: Value) => permitted(asStr(name) ?? "", true)],
    loader_kind: ["(loader, /)", (l: Value) => l instanceof PyLoader ? l.kind : null],
    frozen_origin: ["(name, /)", (name: Value) => {
      const s = asStr(name) ?? "";
      const m = frozenModule(s);
      return m === undefined || /^__p?hello__/.test(s) ? null : frozenFilename(m);
    }],
    frozen_source: ["(name, /)", (name: Value) => {
      const s = asStr(name) ?? "";
      const m = frozenModule(s);
      return m === undefined || /^__p?hello__/.test(s) ? null : frozenText(m);
    }],
    import_by_name: ["(name, /)", (name: Value) => {
      const s = asStr(name);
      if (s === undefined) throw typeError("module name must be str");
      if (s === "") throw valueError("Empty module name");
      checkPermitted(s, true);
      return importByName(s);
    }],
    find_spec: [
      "(name, path, /)",
      (name: Value, path: Value) => permittedSpec(asStr(name) ?? "", path),
    ],
    invalidate_caches: ["()", invalidateCaches],
    spec_from_file: ["(name, location, /)", (name: Value, location: Value) => {
      const path = pathOf(location);
      const kind = path.endsWith(".pyc") ? "sourceless" : "source";
      return new PyModuleSpec(
        asStr(name) ?? "",
        new PyLoader(kind, asStr(name) ?? "", path),
        path,
        kind === "source" ? cacheFromSource(path, "") : path,
        null,
        true,
      );
    }],
    cache_from_source: [
      "(path, debug_override=None, *, optimization=None)",
      (args: Value[], kw: KwNames) => {
        const [path, debug = null, opt = null] = bind(cacheSig, args, kw) as [
          Value,
          Value?,
          Value?,
        ];
        const p = pathOf(path);
        let level: string;
        if (debug !== null) {
          if (opt !== null) {
            throw typeError("debug_override or optimization must be set to None");
          }
          level = isTrue(debug) ? "" : "1";
        } else if (opt !== null) level = str(opt);
        else level = importSettings.optimize === 0 ? "" : String(importSettings.optimize);
        return pyc(() => cacheFromSource(p, level));
      },
      "Where the .pyc file of a source file lies.",
      3,
    ],
    source_from_cache: [
      "(path, /)",
      (path: Value) => pyc(() => sourceFromCache(pathOf(path))),
      "The source file of a .pyc file in a __pycache__ folder.",
    ],
    decode_source: ["(source_bytes, /)", (b: Value) => {
      try {
        return decodeSource(needBuffer(b), "<string>").replace(/\r\n?/g, "\n");
      } catch (e) {
        if (e instanceof SyntaxProblem) throw raiseProblem(e, "<string>");
        throw e;
      }
    }, "The text of a source file's bytes."],
    write_bytecode: ["(cfile, code, file, /)", (cfile: Value, code: Value, file: Value) => {
      if (!(code instanceof PyCode)) throw typeError("code object expected");
      const target = pathOf(cfile);
      const source = pathOf(file);
      try {
        const s = host.stat(source, true);
        const slash = target.lastIndexOf("/");
        if (slash > 0) makeFolders(target.slice(0, slash));
        const mtime = Number(s.mtimeNs / 1000000000n);
        host.writeFileAtomic(target, packPyc(code, mtime, s.size), (s.mode | 0o200) & 0o777);
      } catch (e) {
        if (e instanceof HostError) throw osError(e, target);
        throw e;
      }
    }],
    format_exception_only: ["(e, /)", (e: Value) => {
      if (!(e instanceof PyBaseException)) throw exception(E.TypeError, "exception expected");
      return formatExceptionOnly(e);
    }],
    loader_of: ["(module, /)", (m: Value) => getAttrOpt(m, "__loader__") ?? null],
  },
});

function makeFolders(dir: string): void {
  try {
    host.mkdir(dir, 0o777);
  } catch (e) {
    if (!(e instanceof HostError)) throw e;
    if (e.errno === 17) return;
    const slash = dir.lastIndexOf("/");
    if (e.errno !== 2 || slash <= 0) throw e;
    makeFolders(dir.slice(0, slash));
    host.mkdir(dir, 0o777);
  }
}
