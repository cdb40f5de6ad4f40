/**
 * _warnings (Python/_warnings.c): warnings with their filters, as far as the
 * machine issues them itself; Python's `warnings` shares the filters.
 *
 * @module
 */
import { bind, type Decl, Signature } from "../core/args.ts";
import { asStr, eq, isTrue } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { E, runtimeError, typeError, typeName, valueError } from "../core/errors.ts";
import {
  type KwNames,
  type Maybe,
  PyList,
  PyTuple,
  PyType,
  tuple,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  asIndex,
  call,
  callMethod,
  getAttrOpt,
  isInstance,
  isSubclass,
  repr,
  str,
} from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { currentFrame, frameLine, type PyFrame, visibleBack } from "../vm/frame.ts";
import { sourceLine } from "../vm/traceback.ts";
import type { ModuleSpec } from "./spec.ts";

class State {
  filters: PyList;
  onceRegistry = new PyDict();
  version = 0;
  constructor() {
    const f = (action: string, category: PyType): Value => tuple([action, null, category, null, 0]);
    this.filters = new PyList([
      f("ignore", E.DeprecationWarning),
      f("ignore", E.PendingDeprecationWarning),
      f("ignore", E.ImportWarning),
      f("ignore", E.BytesWarning),
      f("ignore", E.ResourceWarning),
    ]);
  }
}
const states = new WeakMap<object, State>();
function state(): State {
  let s = states.get(interp);
  if (s === undefined) states.set(interp, s = new State());
  return s;
}

/** The module `warnings` if it has been imported. */
function warningsModule(): Maybe {
  const m = interp.modules?.getStr("warnings");
  return m === null ? undefined : m;
}

function filterMatches(pattern: Value, text: string): boolean {
  if (pattern === null) return true;
  if (typeof pattern === "string") return pattern === text;
  return isTrue(callMethod(pattern, "match", text));
}

/** An attribute that `warnings` has in place of ours. */
function setting(name: string): Maybe {
  const w = warningsModule();
  return w === undefined ? undefined : getAttrOpt(w, name);
}

function onceRegistry(): PyDict {
  const own = setting("onceregistry");
  if (own === undefined) return state().onceRegistry;
  if (!(own instanceof PyDict)) {
    throw typeError(`warnings.onceregistry must be a dict, not '${typeName(own, 200)}'`);
  }
  return own;
}

/** The action for a warning (get_filter), and the filter that says so. */
function action(
  category: Value,
  text: string,
  lineno: number,
  module: string,
): [act: string, item: Value] {
  const own = setting("filters");
  if (own !== undefined && !(own instanceof PyList)) {
    throw valueError("warnings.filters must be a list");
  }
  // what was found last counts where there is none any more
  if (own !== undefined) state().filters = own;
  const list = state().filters;
  for (const f of [...list.items]) {
    if (!(f instanceof PyTuple) || f.items.length !== 5) {
      throw valueError("_warnings.filters item " + list.items.indexOf(f) + " isn't a 5-tuple");
    }
    const [act, msg, cat, mod, line] = f.items;
    if (asStr(act) === undefined) {
      throw typeError(`action must be a string, not '${typeName(act, 200)}'`);
    }
    if (
      filterMatches(msg, text) && isSubclass(category, cat) && filterMatches(mod, module) &&
      (eq(line, 0) || eq(line, lineno))
    ) return [asStr(act)!, f];
  }
  const d = setting("defaultaction");
  if (d === undefined) return ["default", null];
  const s = asStr(d);
  if (s === undefined) {
    throw typeError(`warnings.defaultaction must be a string, not '${typeName(d, 200)}'`);
  }
  return [s, null];
}

function already(registry: PyDict, key: Value, set: boolean): boolean {
  const v = registry.getStr("version");
  if (v !== state().version) {
    // what was seen under other filters does not count
    registry.clear();
    registry.setStr("version", state().version);
  } else {
    const seen = registry.get(key);
    if (seen !== undefined && isTrue(seen)) return true;
  }
  if (set) registry.set(key, true);
  return false;
}

function show(
  filename: string,
  lineno: number,
  text: string,
  category: PyType,
  line: Value,
  message: Value,
): void {
  const w = warningsModule();
  const hook = w === undefined ? undefined : getAttrOpt(w, "_showwarnmsg");
  if (hook !== undefined) {
    const make = getAttrOpt(w!, "WarningMessage");
    if (make === undefined) throw runtimeError("unable to get warnings.WarningMessage");
    call(hook, [call(make, [message, category, filename, lineno, null, null])]);
    return;
  }
  let out = `${filename}:${lineno}: ${category.name}: ${text}\n`;
  const src = asStr(line) ?? sourceLine(filename, lineno);
  if (src !== null && src !== undefined) out += `  ${src.trim()}\n`;
  const err = interp.sysdict.getStr("stderr");
  if (err !== undefined && err !== null) callMethod(err, "write", out);
}

function warnExplicit(
  message: Value,
  category: Value,
  filename: string,
  lineno: number,
  module: string | null,
  registry: Value,
  line: Value = null,
): void {
  let mod = module;
  if (mod === null) {
    mod = filename === ""
      ? "<unknown>"
      : filename.endsWith(".py")
      ? filename.slice(0, -3)
      : filename;
  }
  let text: string;
  let cat: Value;
  let msg = message;
  if (isInstance(message, E.Warning)) {
    text = str(message);
    cat = typeOf(message);
  } else {
    text = asStr(message) ?? str(message);
    cat = category;
    msg = call(cat, [message]);
  }
  const key = tuple([text, cat, lineno]);
  const reg = registry instanceof PyDict ? registry : null;
  if (reg !== null && already(reg, key, false)) return;
  const [act, item] = action(cat, text, lineno, mod);
  let shown = true;
  if (reg !== null && act !== "error" && act !== "ignore" && act !== "always") reg.set(key, true);
  switch (act) {
    case "error":
      throw msg;
    case "ignore":
      return;
    case "once":
      shown = !already(reg ?? onceRegistry(), tuple([text, cat]), true);
      break;
    case "module":
      shown = reg === null || !already(reg, tuple([text, cat]), true);
      break;
    case "always":
      break;
    case "default":
      break;
    default:
      throw runtimeError(
        `Unrecognized action (${repr(act)}) in warnings.filters:\n ${repr(item)}`,
      );
  }
  if (shown) show(filename, lineno, text, cat as PyType, line, msg);
}

const isInternal = (f: PyFrame): boolean =>
  f.code.filename.includes("importlib") && f.code.filename.includes("_bootstrap");

/** Where a warning of the running code belongs (setup_context). */
function context(
  stacklevel: number,
): [filename: string, lineno: number, module: string | null, registry: Value] {
  let f = currentFrame();
  if (stacklevel <= 0 || (f !== null && isInternal(f))) {
    while (--stacklevel > 0 && f !== null) f = visibleBack(f);
  } else {
    while (--stacklevel > 0 && f !== null) {
      f = visibleBack(f);
      while (f !== null && isInternal(f)) f = visibleBack(f);
    }
  }
  const globals = f === null ? interp.sysdict : f.globals;
  const lineno = f === null ? 1 : frameLine(f);
  let registry = globals.getStr("__warningregistry__");
  if (registry === undefined) {
    registry = new PyDict();
    globals.setStr("__warningregistry__", registry);
  }
  const name = asStr(globals.getStr("__name__")) ?? "<string>";
  let filename = asStr(globals.getStr("__file__"));
  if (filename !== undefined) {
    if (filename.endsWith(".pyc")) filename = filename.slice(0, -1);
  } else if (name === "__main__") {
    const argv = interp.sysdict.getStr("argv");
    const first = argv instanceof PyList ? asStr(argv.items[0]) : undefined;
    // sys is taken apart already when the last objects go
    const none = first === undefined || first === "" || interp.finalizing;
    filename = none ? "__main__" : first;
  } else filename = name;
  return [filename, lineno, name, registry];
}

/** Issues a warning of the machine's at the running code (PyErr_WarnEx). */
export function issueWarning(category: PyType, msg: string, stacklevel: number): void {
  const [filename, lineno, module, registry] = context(stacklevel);
  warnExplicit(msg, category, filename, lineno, module, registry);
}

/** Issues a warning at a place (PyErr_WarnExplicitObject). */
export function issueWarningExplicit(
  category: PyType,
  msg: string,
  filename: string,
  lineno: number,
): void {
  warnExplicit(msg, category, filename, lineno, null, new PyDict());
}

const warnSig = new Signature("warn", "(message, category=None, stacklevel=1, source=None)", 0);
const explicitSig = new Signature(
  "warn_explicit",
  "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
  0,
);

function categoryOf(message: Value, category: Maybe): Value {
  if (isInstance(message, E.Warning)) return typeOf(message);
  const c = category === undefined || category === null ? E.UserWarning : category;
  if (!(c instanceof PyType) || !c.isSubtype(E.Warning)) {
    throw typeError(`category must be a Warning subclass, not '${typeName(c)}'`);
  }
  return c;
}

/** Adds -W options to the filters, the last one first. */
export function addFilter(
  act: string,
  message: Value,
  category: PyType,
  module: Value,
  lineno: number,
): void {
  state().filters.items.unshift(tuple([act, message, category, module, lineno]));
}

export const _warnings_module = (): ModuleSpec => ({
  name: "_warnings",
  doc: "_warnings provides basic warning filtering support.",
  functions: {
    warn: [
      "(message, category=None, stacklevel=1, source=None)",
      (args: Value[], kw: KwNames) => {
        const [message, category, level = 1] = bind(warnSig, args, kw) as [Value, Maybe, Value?];
        const cat = categoryOf(message, category);
        const [filename, lineno, module, registry] = context(Number(asIndex(level)));
        warnExplicit(message, cat, filename, lineno, module, registry);
      },
      "Issue a warning, or maybe ignore it or raise an exception.",
      3,
    ] as Decl,
    warn_explicit: [
      "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
      (args: Value[], kw: KwNames) => {
        const [message, category, filename, lineno, module = null, registry] = bind(
          explicitSig,
          args,
          kw,
        ) as [Value, Value, Value, Value, Value?, Value?];
        if (registry !== undefined && registry !== null && !(registry instanceof PyDict)) {
          throw typeError("'registry' must be a dict or None");
        }
        warnExplicit(
          message,
          category,
          asStr(filename) ?? "",
          Number(asIndex(lineno)),
          asStr(module) ?? null,
          registry ?? null,
        );
      },
      "Low-level inferface to warnings functionality.",
      3,
    ] as Decl,
    _filters_mutated: ["()", () => {
      state().version++;
    }],
  },
  attrs: () => ({
    filters: state().filters,
    _onceregistry: state().onceRegistry,
    _defaultaction: "default",
  }),
});
