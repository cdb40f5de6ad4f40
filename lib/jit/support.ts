/**
 * What generated code calls: one record of functions, most of them the very
 * ones that the interpreter calls, and the ways in and out of generated code.
 *
 * @module
 */
import * as arith from "../core/arith.ts";
import { PyBuiltin, PyMethodDescr } from "../core/args.ts";
import { is, isTrue, richcompare } from "../core/compare.ts";
import { type Entry, PyDict } from "../core/dict.ts";
import {
  E,
  exception,
  fromHost,
  indexError,
  keyError,
  PyBaseException,
  runtimeError,
  typeError,
  typeName,
  zeroDivisionError,
} from "../core/errors.ts";
import {
  type Cmp,
  getSlot,
  type KwNames,
  listType,
  type Maybe,
  normInt,
  PyCell,
  PyFloat,
  PyInstance,
  PyList,
  PyTuple,
  PyType,
  type Shape,
  tuple,
  tupleType,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  call,
  contains,
  genericGetAttr,
  getAttr,
  getItem,
  getIter,
  instanceAttr,
  isInstance,
  len,
  setAttr,
  setItem,
  str,
  strValue,
} from "../core/ops.ts";
import { type ThreadState, ts } from "../core/state.ts";
import { itemGetterType, PyItemGetter } from "../objects/itemgetter.ts";
import { propertyType, PyProperty } from "../objects/wrappers.ts";
import { checked, type PyCode, RAISED, raised, takeRaised } from "../objects/code.ts";
import { PyFunction, PyMethod } from "../objects/function.ts";
import { PyMemberDescr } from "../objects/descr.ts";
import { PyListIter } from "../objects/list.ts";
import { PyRangeIter } from "../objects/range.ts";
import { typeGetattro } from "../objects/type.ts";
import { PySet } from "../objects/set.ts";
import { PyClassMethod, PyStaticMethod, superType } from "../objects/wrappers.ts";
import { bindFrame, builtinsOf, initCells } from "../vm/call.ts";
import { type ExecCode, prepare } from "../vm/exec.ts";
import { FrameKind, PyFrame } from "../vm/frame.ts";
import {
  addTraceback,
  compareOp,
  formatValue,
  loadGlobal,
  makeRaise,
  nameError,
  setContext,
  starArgs,
  unboundDeref,
  unboundLocal,
  unpackAll,
  unpackIterable,
  unpackKeywords,
  updateMapping,
} from "../vm/helpers.ts";
import {
  delegate,
  getAiter,
  getAnext,
  makeGenerator,
  nextOf,
  PyAsyncGenWrapped,
  takeStopValue,
} from "../vm/generator.ts";
import {
  enter,
  getAwaitable,
  getYieldFromIter,
  GO_ON,
  interpretCall,
  machine,
  withMethods,
} from "../vm/interpreter.ts";
import { FB_BIG } from "./arith_ops.ts";
import { extend, nextPair, pair, slice } from "./fused.ts";
import type { Exit, Site, Translator } from "./translate.ts";

/** A cache of a global's absence and a builtin's entry. */
interface BuiltinCache {
  readonly dict: PyDict;
  readonly builtins: PyDict;
  readonly name: string;
  version: number;
  entry: Entry;
}

/** The cache of the long way of an attribute site. */
interface AttrSite {
  readonly name: string;
  shape: Shape | null;
  version: number;
  index: number;
  value: Maybe;
  /** Of a method of a class: the class, and what goes with the value. */
  owner?: PyType;
  self?: Value;
  /** Of a named tuple's field: the item, or -1, while the class is as it was. */
  field?: number;
  tupleVersion?: number;
}

/** The cache of a super() call's method. */
interface SuperSite {
  readonly name: string;
  type: PyType | null;
  version: number;
  start: PyType | null;
  func: PyFunction | null;
}

/** What exits and sites of a translation are found by; the translator itself serves. */
type Unit = Pick<Translator, "exits" | "sites" | "code">;

/** Told when generated code was left. */
export const observer: { exit: (unit: Unit, exit: Exit) => void } = { exit: () => {} };

/** Set while an exception goes on whose traceback has this frame already. */
let reraised = false;

function num(v: Value): number {
  return v as number;
}

function unpack(v: Value, n: number): Maybe[] {
  if (v instanceof PyList && v.cls === listType && v.items.length === n) return v.items.slice();
  const out: Maybe[] = new Array(n);
  const S: Maybe[] = new Array(n);
  unpackIterable(v, n, -1, S, n);
  for (let i = 0; i < n; i++) out[i] = S[n - 1 - i];
  return out;
}

function attr(o: Value, site: AttrSite): Value {
  if (o instanceof PyInstance && o.shape !== null) {
    const shape = o.shape;
    const t = shape.cls;
    if (shape === site.shape && t.version === site.version) {
      const v = site.index < 0 ? site.value : getSlot(o, site.index);
      if (v !== undefined) return v;
    } else if (t.tpGetattro === genericGetAttr) {
      const descr = t.lookup(site.name);
      const dt = descr === undefined ? undefined : typeOf(descr);
      if (
        descr instanceof PyMemberDescr && descr.gs === null && t.isSubtype(descr.objclass)
      ) {
        site.shape = shape;
        site.version = t.version;
        site.index = descr.index;
      } else if (dt === undefined || dt.tpDescrSet === undefined) {
        const i = shape.table.get(site.name);
        if (i !== undefined) {
          site.shape = shape;
          site.version = t.version;
          site.index = i;
        } else if (dt !== undefined && dt.tpDescrGet === undefined) {
          site.shape = shape;
          site.version = t.version;
          site.index = -1;
          site.value = descr;
        }
      }
    }
  }
  if (o instanceof PyTuple && o.cls !== tupleType) {
    const t = o.cls;
    const field = site.owner === t && site.tupleVersion === t.version
      ? site.field!
      : fieldIndex(t, site);
    if (field >= 0 && field < o.items.length) return o.items[field];
  }
  return getAttr(o, site.name);
}

/** The item that a named tuple's property gives, or -1; remembered with the class. */
function fieldIndex(t: PyType, site: AttrSite): number {
  site.owner = t;
  site.tupleVersion = t.version;
  site.field = -1;
  const p = t.tpGetattro === genericGetAttr ? t.lookup(site.name) : undefined;
  if (!(p instanceof PyProperty) || p.cls !== propertyType) return -1;
  const get = p.fget;
  if (!(get instanceof PyItemGetter) || get.cls !== itemGetterType) return -1;
  const key = get.keys.length === 1 ? get.keys[0] : -1;
  if (typeof key === "number" && key >= 0) site.field = key;
  return site.field;
}

function loadMethod(o: Value, site: AttrSite): Maybe {
  const t = typeOf(o);
  if (o instanceof PyType && t.tpGetattro === typeGetattro) {
    // Class.method: nothing is bound, or the class is
    if (o === site.owner && o.version === site.version) {
      R.self = site.self!;
      return site.value;
    }
    const m = o.lookup(site.name);
    if (t.lookup(site.name) === undefined) {
      let f: Maybe;
      if (m instanceof PyFunction) f = m;
      else if (m instanceof PyStaticMethod) f = m.callable;
      else if (m instanceof PyClassMethod && m.callable instanceof PyFunction) f = o;
      if (f !== undefined) {
        site.shape = null;
        site.owner = o;
        site.version = o.version;
        site.self = f;
        site.value = f === o ? (m as PyClassMethod).callable : undefined;
        R.self = f;
        return site.value;
      }
    }
  }
  if (t.tpGetattro !== genericGetAttr && t.tpGetattro !== undefined) {
    R.self = getAttr(o, site.name);
    return undefined;
  }
  if (
    o instanceof PyInstance && o.shape !== null && o.shape === site.shape &&
    t.version === site.version
  ) {
    R.self = site.owner === undefined ? o : site.self!;
    return site.value;
  }
  const m = t.lookup(site.name);
  if (
    (m instanceof PyStaticMethod || m instanceof PyClassMethod) && o instanceof PyInstance &&
    o.shape !== null && !o.shape.table.has(site.name) && m.callable instanceof PyFunction
  ) {
    const own = m instanceof PyClassMethod;
    site.shape = o.shape;
    site.version = t.version;
    site.owner = t;
    site.self = own ? t : m.callable;
    site.value = own ? m.callable : undefined;
    R.self = site.self;
    return site.value;
  }
  if (m instanceof PyFunction || m instanceof PyMethodDescr) {
    if (o instanceof PyInstance) {
      if (o.shape !== null) {
        if (!o.shape.table.has(site.name)) {
          site.owner = undefined;
          site.shape = o.shape;
          site.version = t.version;
          site.value = m;
          R.self = o;
          return m;
        }
      } else if (o.dict?.getStr(site.name) === undefined) {
        R.self = o;
        return m;
      }
    } else if (t.dictKind === 0 || instanceAttr(o, t, site.name) === undefined) {
      R.self = o;
      return m;
    }
  }
  R.self = getAttr(o, site.name);
  return undefined;
}

function superArgs(cell: PyCell, obj: Maybe): Value[] {
  if (obj === undefined) throw runtimeError("super(): arg[0] deleted");
  const c = cell.v;
  if (c === undefined) throw runtimeError("super(): empty __class__ cell");
  if (!(c instanceof PyType)) {
    throw runtimeError(`super(): __class__ is not a type (${typeName(c)})`);
  }
  return [c, obj];
}

/** What the classes behind one in a type's MRO have under a name. */
function afterInMro(t: PyType, start: PyType, name: string): Maybe {
  const mro = t.mro;
  for (let i = mro.indexOf(start) + 1; i > 0 && i < mro.length; i++) {
    const a = mro[i].attrs.get(name);
    if (a !== undefined) return a;
  }
  return undefined;
}

function callMethod(f: Maybe, self: Value, args: Value[]): Value {
  if (f === undefined) return callN(self, args);
  return callN(f, [self, ...args]);
}

/** Calls anything. */
function callN(f: Value, args: Value[]): Value {
  if (f instanceof PyMethod && f.func instanceof PyFunction) {
    return callFunctionN(f.func, [f.self, ...args]);
  }
  if (f instanceof PyFunction) return callFunctionN(f, args);
  return call(f, args, null);
}

function callFunctionN(f: PyFunction, a: Value[]): Value {
  const c = f.code;
  switch (a.length) {
    case 0:
      return c.c0(f);
    case 1:
      return c.c1(f, a[0]);
    case 2:
      return c.c2(f, a[0], a[1]);
    case 3:
      return c.c3(f, a[0], a[1], a[2]);
    case 4:
      return c.c4(f, a[0], a[1], a[2], a[3]);
    case 5:
      return c.c5(f, a[0], a[1], a[2], a[3], a[4]);
    case 6:
      return c.c6(f, a[0], a[1], a[2], a[3], a[4], a[5]);
    default:
      return callBound(bindFrame(f, undefined, a, 0, a.length, null), f);
  }
}

/** Runs a frame whose arguments are bound, in generated code where there is some. */
export function callBound(f: PyFrame, fn: PyFunction): Value {
  const exec = f.code.exec as ExecCode;
  if (exec.generator) return R.makeGenerator(f, fn);
  if (exec.main !== null && ts.depth < ts.jitLimit) {
    const F = f.fast as Value[];
    // generated code makes the cells itself
    exec.cellArgs?.forEach((at, i) => {
      if (at >= 0) F[at] = (f.fast[f.code.nlocals + i] as PyCell).v!;
    });
    switch (exec.nargs) {
      case 0:
        return exec.main(fn);
      case 1:
        return exec.main(fn, F[0]);
      case 2:
        return exec.main(fn, F[0], F[1]);
      case 3:
        return exec.main(fn, F[0], F[1], F[2]);
      case 4:
        return exec.main(fn, F[0], F[1], F[2], F[3]);
      default:
        return exec.main(fn, ...F.slice(0, exec.nargs));
    }
  }
  return enter(f);
}

/** The frame of an activation of generated code. */
function frameOf(t: ThreadState, d: number, fn: PyFunction): PyFrame {
  const known = t.stack[d];
  if (known instanceof PyFrame) return known;
  const code = fn.code;
  const exec = code.exec as ExecCode;
  const f = new PyFrame(code, fn.globals, builtinsOf(fn.globals), exec.ncells, exec.size);
  f.depth = d;
  t.stack[d] = f;
  return f;
}

function fill(
  f: PyFrame,
  site: Site | undefined,
  locals: readonly Maybe[],
  raws: readonly number[],
  cells: readonly PyCell[],
): void {
  const F = f.fast;
  for (let i = 0; i < locals.length; i++) {
    const v: unknown = locals[i];
    // a float that nothing reads any more (Ty.Stale)
    F[i] = v === PyFloat ? new PyFloat(raws[i]) : v as Maybe;
  }
  for (let i = 0; i < cells.length; i++) F[locals.length + i] = cells[i];
  if (site !== undefined) {
    for (const i of site.raw) F[i] = new PyFloat(raws[i]);
    f.pc = site.pc + 1;
  }
}

function leaving(e: unknown): PyBaseException {
  const err = fromHost(e);
  if (!err.inFlight) setContext(err);
  return err;
}

function note(f: PyFrame, err: PyBaseException): void {
  if (reraised) reraised = false;
  else addTraceback(err, f);
}

/** Gives a frame its block stack. */
function setBlocks(f: PyFrame, blocks: Exit["blocks"]): void {
  f.blocks.length = 0;
  for (const b of blocks) f.blocks.push(b.kind, b.handler, b.level + f.stackBase);
}

function restore(
  f: PyFrame,
  exit: Exit,
  stack: readonly Maybe[] | undefined,
  locals: readonly Maybe[],
  raws: readonly number[],
  cells: readonly PyCell[],
): void {
  fill(f, undefined, locals, raws, cells);
  for (const i of exit.raw) f.fast[i] = new PyFloat(raws[i]);
  for (const i of exit.unbound) f.fast[i] = undefined;
  let sp = f.stackBase;
  if (stack !== undefined) { for (let i = 0; i < stack.length; i++) f.fast[sp++] = stack[i]; }
  f.sp = sp;
  f.pc = exit.pc;
  setBlocks(f, exit.blocks);
}

/** What a loop returns that wants to be called again: V8 may have better code for it by now. */
export const AGAIN = Symbol("again");

/** The record that generated code gets as `R`. */
export const R = {
  /** The current thread's state. */
  get ts(): ThreadState {
    return ts;
  },
  /** The second result of loadMethod. */
  self: null as Value,
  pow2: Array.from({ length: 53 }, (_, i) => 2 ** i),
  ...arith,
  slice,
  nextPair,
  pair,
  extend,
  is,
  truth: isTrue,
  contains,
  compare: (a: Value, b: Value, op: number): Value => richcompare(a, b, op as Cmp),
  excMatch: (a: Value, b: Value): Value => compareOp(10, a, b),
  getItem,
  setItem,
  getIter,
  setAttr,
  attr,
  loadMethod,
  isInstance,
  typeOf,
  len,
  unpack,
  formatValue,
  next(it: Value): Maybe {
    const next = typeOf(it).tpIternext;
    if (next === undefined) throw typeError(`'${typeOf(it).name}' object is not an iterator`);
    const v = next(it);
    if (v === undefined) ts.stop = null;
    return v;
  },
  /** The exception of an item that is not there, after `item` gave undefined. */
  missing: null as PyBaseException | null,
  /** next(it); undefined in place of StopIteration. */
  nextItem(it: Value): Maybe {
    const f = typeOf(it).tpIternext;
    if (f === undefined) throw typeError(`'${typeOf(it).name}' object is not an iterator`);
    ts.stop = null;
    const v = f(it);
    if (v === undefined) {
      R.missing = ts.stop ?? exception(E.StopIteration);
      ts.stop = null;
    }
    return v;
  },
  /** o[k]; of an exact list, tuple or dict undefined in place of the exception. */
  item(o: Value, k: Value): Maybe {
    if (typeof k === "number" && o instanceof PyList && o.cls === listType) {
      const v = o.items[k < 0 ? k + o.items.length : k];
      if (v === undefined) R.missing = indexError("list index out of range");
      return v;
    }
    if (o instanceof PyDict && o.cls === PyDict.prototype.cls) {
      const v = o.get(k);
      if (v === undefined) R.missing = keyError(k);
      return v;
    }
    return getItem(o, k);
  },
  unpackEx(v: Value, before: number, after: number): Maybe[] {
    const n = before + 1 + after;
    const S: Maybe[] = new Array(n);
    unpackIterable(v, before, after, S, n);
    return S;
  },
  strOf: (v: Value): Value =>
    typeof v === "number" ? String(v) : typeof v === "string" ? v : strValue(v),
  concat: (a: string, b: string): Value => arith.add(a, b),
  powf: (a: number, b: number): number => {
    const r = arith.power(new PyFloat(a), new PyFloat(b));
    if (!(r instanceof PyFloat)) throw new RangeError("complex power");
    return r.v;
  },
  fmod: (a: number, b: number): number => (arith.mod(new PyFloat(a), new PyFloat(b)) as PyFloat).v,
  ffloor: (a: number, b: number): number =>
    (arith.floordiv(new PyFloat(a), new PyFloat(b)) as PyFloat).v,
  imodi: (a: number, b: number): number => num(arith.mod(a, b)),
  ifloor: (a: number, b: number): number => num(arith.floordiv(a, b)),
  rshifti: (a: number, b: number): number => num(arith.rshift(a, b)),
  normal: (v: number): Value => Number.isSafeInteger(v) ? v : normInt(BigInt(v)),
  floatDivision: () => zeroDivisionError("float division by zero"),
  division: () => zeroDivisionError("division by zero"),
  initResult: (v: Value) => typeError(`__init__() should return None, not '${typeName(v, 200)}'`),
  unboundLocal: (code: PyCode, i: number) => unboundLocal(code.varnames[i]),
  unboundDeref,
  builtin(c: BuiltinCache): Value {
    const own = c.dict.entry(c.name);
    if (own !== undefined && own.value !== undefined) return own.value;
    const e = c.builtins.entry(c.name);
    if (e === undefined || e.value === undefined) throw nameError(c.name);
    c.entry = e;
    c.version = c.dict.keysVersion;
    return e.value;
  },
  global: (globals: PyDict, builtins: PyDict, name: string): Value =>
    loadGlobal({ globals, builtins }, name),
  deleteGlobal(globals: PyDict, name: string): void {
    if (globals.delete(name) === undefined) throw nameError(name);
  },
  importName(
    code: PyCode,
    globals: PyDict,
    builtins: PyDict,
    name: string,
    fromlist: Value,
    level: Value,
  ): Value {
    return machine.importName(new PyFrame(code, globals, builtins, 0, 1), name, fromlist, level);
  },
  importFrom: (m: Value, name: string): Value => machine.importFrom(m, name),
  range: (next: number, end: number, step: number): Value =>
    new PyRangeIter(next, step, Math.max(0, Math.ceil((end - next) / step))),
  listIter(list: PyList, index: number): Value {
    const it = new PyListIter(list);
    it.index = index;
    return it;
  },
  buildSet(items: Value[]): Value {
    const s = new PySet();
    for (const v of items) s.add(v);
    return s;
  },
  buildMap(items: Value[]): Value {
    const d = new PyDict();
    for (let i = 0; i < items.length; i += 2) d.set(items[i], items[i + 1]);
    return d;
  },
  constKeyMap(keys: PyTuple, values: Value[]): Value {
    const d = new PyDict();
    for (let i = 0; i < values.length; i++) d.set(keys.items[i], values[i]);
    return d;
  },
  buildString(parts: Value[]): Value {
    let s = "";
    for (const p of parts) s += str(p);
    return s;
  },
  listUnpack: (parts: Value[]): Value => new PyList(unpackAll(parts, 0, parts.length, undefined)),
  tupleUnpack: (parts: Value[], callee: Maybe): Value =>
    tuple(unpackAll(parts, 0, parts.length, callee)),
  setUnpack(parts: Value[]): Value {
    const s = new PySet();
    for (const v of unpackAll(parts, 0, parts.length, undefined)) s.add(v);
    return s;
  },
  mapUnpack(parts: Value[]): Value {
    const d = new PyDict();
    for (const p of parts) updateMapping(d, p);
    return d;
  },
  mapUnpackCall: (parts: Value[], callee: Value): Value =>
    unpackKeywords(parts, 0, parts.length, callee),
  enterWith(mgr: Value): [Value, Value] {
    const S: Maybe[] = [mgr];
    const v = checked(callN(withMethods(S, 1, "__enter__", "__exit__"), []));
    return [S[0]!, v];
  },
  makeFunction(
    code: PyCode,
    globals: PyDict,
    qualname: string,
    closure: PyTuple | null,
    annotations: PyDict | null,
    kwdefaults: PyDict | null,
    defaults: PyTuple | null,
  ): Value {
    const fn = new PyFunction(code, globals, qualname);
    if (closure !== null) fn.closure = closure.items as PyCell[];
    fn.annotations = annotations;
    fn.kwdefaults = kwdefaults;
    if (defaults !== null) fn.defaults = defaults.items;
    return fn;
  },
  makeGenerator,

  /** super(). */
  superOf: (cell: PyCell, obj: Maybe): Value => {
    const args = superArgs(cell, obj);
    return call(superType, args);
  },
  /** super().name that is about to be called: the function, with `self` for it. */
  superMethod(cell: PyCell, obj: Maybe, site: SuperSite): Maybe {
    if (obj instanceof PyInstance && cell.v === site.start) {
      const t = obj.cls;
      if (t === site.type && t.version === site.version) {
        R.self = obj;
        return site.func!;
      }
      const start = cell.v;
      if (start instanceof PyType && t.isSubtype(start)) {
        const m = afterInMro(t, start, site.name);
        if (m instanceof PyFunction) {
          site.type = t;
          site.version = t.version;
          site.func = m;
          R.self = obj;
          return m;
        }
      }
    }
    site.start = cell.v instanceof PyType ? cell.v : null;
    R.self = getAttr(R.superOf(cell, obj), site.name);
    return undefined;
  },

  // Generators
  enter: (f: PyFrame): Value => enter(f),
  setBlocks,
  delegate,
  takeStopValue,
  nextOf,
  aiter: getAiter,
  anext: getAnext,
  awaitable: getAwaitable,
  yieldFromIter: (code: PyCode, v: Value): Value => getYieldFromIter(code, v),
  wrapped: (v: Value): Value => new PyAsyncGenWrapped(v),

  // Calls
  callN,
  callMethod,
  call0: (f: Value): Value => f instanceof PyFunction ? f.code.c0(f) : callN(f, []),
  call1: (f: Value, a: Value): Value => {
    if (f instanceof PyFunction) return f.code.c1(f, a);
    if (f instanceof PyMethod && f.func instanceof PyFunction) {
      return f.func.code.c2(f.func, f.self, a);
    }
    return call(f, [a], null);
  },
  call2: (f: Value, a: Value, b: Value): Value => {
    if (f instanceof PyFunction) return f.code.c2(f, a, b);
    if (f instanceof PyMethod && f.func instanceof PyFunction) {
      return f.func.code.c3(f.func, f.self, a, b);
    }
    return call(f, [a, b], null);
  },
  call3: (f: Value, a: Value, b: Value, c: Value): Value =>
    f instanceof PyFunction ? f.code.c3(f, a, b, c) : callN(f, [a, b, c]),
  call4: (f: Value, a: Value, b: Value, c: Value, d: Value): Value =>
    f instanceof PyFunction ? f.code.c4(f, a, b, c, d) : callN(f, [a, b, c, d]),
  call5: (f: Value, a: Value, b: Value, c: Value, d: Value, e: Value): Value =>
    f instanceof PyFunction ? f.code.c5(f, a, b, c, d, e) : callN(f, [a, b, c, d, e]),
  call6: (f: Value, a: Value, b: Value, c: Value, d: Value, e: Value, g: Value): Value =>
    f instanceof PyFunction ? f.code.c6(f, a, b, c, d, e, g) : callN(f, [a, b, c, d, e, g]),
  callKw(f: Value, args: Value[], kw: KwNames): Value {
    let fn: PyFunction | null = null;
    let self: Maybe;
    if (f instanceof PyFunction) fn = f;
    else if (f instanceof PyMethod && f.func instanceof PyFunction) {
      fn = f.func;
      self = f.self;
    }
    if (fn === null) return call(f, args, kw);
    return callBound(bindFrame(fn, self, args, 0, args.length, kw), fn);
  },
  callEx(f: Value, args: Value, kwargs: Maybe): Value {
    if (
      f instanceof PyFunction && args instanceof PyTuple &&
      (kwargs === undefined || kwargs instanceof PyDict && kwargs.size === 0)
    ) return callFunctionN(f, args.items);
    const [all, kw] = starArgs(f, args, kwargs);
    if (f instanceof PyFunction) {
      return callBound(bindFrame(f, undefined, all, 0, all.length, kw), f);
    }
    return call(f, all, kw);
  },
  /** The code was compiled for another module's globals. */
  foreign(fn: PyFunction, args: Maybe[]): Value {
    return R.interpret(fn, args);
  },
  /** Too deep for generated code: the interpreter needs no JavaScript stack for the rest. */
  deep(fn: PyFunction, args: Maybe[]): Value {
    return R.interpret(fn, args);
  },
  interpretCall,
  interpret(fn: PyFunction, args: readonly Maybe[]): Value {
    const code = fn.code;
    const exec = (code.exec as ExecCode | null) ?? prepare(code);
    const f = new PyFrame(code, fn.globals, builtinsOf(fn.globals), exec.ncells, exec.size);
    for (let i = 0; i < args.length; i++) f.fast[i] = args[i];
    if (exec.ncells > 0) initCells(f, exec, fn.closure);
    return enter(f);
  },

  // Exceptions and leaving
  raise: (n: number, e: Maybe, cause: Maybe): PyBaseException => {
    if (n === 0 && ts.handled !== null) reraised = true;
    return makeRaise(n, e, cause);
  },
  reraise(exc: PyBaseException, tb: Value): PyBaseException {
    exc.inFlight = true;
    exc.traceback = tb as PyBaseException["traceback"];
    reraised = true;
    return exc;
  },
  /** Leaves a call of generated code by an exception. */
  pass(e: PyBaseException): typeof RAISED {
    raised.error = e;
    return RAISED;
  },
  taken: takeRaised,
  value: checked,
  /** An exception that is about to leave, with its context set. */
  context: leaving,
  /** An exception reached a handler of generated code. */
  caught(
    t: ThreadState,
    d: number,
    fn: PyFunction,
    e: unknown,
    unit: Unit,
    locals: readonly Maybe[],
    raws: readonly number[],
    cells: readonly PyCell[],
  ): PyBaseException {
    t.depth = d;
    const err = leaving(e);
    const f = frameOf(t, d, fn);
    fill(f, unit.sites[t.pcs[d]], locals, raws, cells);
    note(f, err);
    return err;
  },
  caughtIn(
    t: ThreadState,
    f: PyFrame,
    e: unknown,
    site: number,
    unit: Unit,
    locals: readonly Maybe[],
    raws: readonly number[],
    cells: readonly PyCell[],
  ): PyBaseException {
    t.depth = f.depth;
    const err = leaving(e);
    fill(f, unit.sites[site], locals, raws, cells);
    note(f, err);
    return err;
  },
  /** An exception leaves generated code. */
  leave(
    t: ThreadState,
    d: number,
    fn: PyFunction,
    e: unknown,
    unit: Unit,
    locals: readonly Maybe[],
    raws: readonly number[],
    cells: readonly PyCell[],
  ): PyBaseException {
    t.depth = d;
    const err = leaving(e);
    const f = frameOf(t, d, fn);
    fill(f, unit.sites[t.pcs[d]], locals, raws, cells);
    f.back = visible(t, d);
    note(f, err);
    t.depth = d - 1;
    if (t.overflowed && d < t.recursionLimit - 50) t.overflowed = false;
    return err;
  },
  /** The same of a frame that was taken over: the interpreter unwinds it. */
  leaveIn(
    t: ThreadState,
    f: PyFrame,
    e: unknown,
    site: number,
    unit: Unit,
    locals: readonly Maybe[],
    raws: readonly number[],
    cells: readonly PyCell[],
  ): unknown {
    t.depth = f.depth;
    const err = leaving(e);
    const at = unit.sites[site];
    fill(f, at, locals, raws, cells);
    // blocks of generated code have done their part
    if (at !== undefined) setBlocks(f, at.blocks.filter((b) => b.id === -1));
    R.reraisedIn = reraised;
    reraised = false;
    return err;
  },
  /** What the interpreter is told of it. */
  raisedIn(e: unknown): typeof RAISED {
    machine.tier!.error = e;
    machine.tier!.reraised = R.reraisedIn;
    R.reraisedIn = false;
    return RAISED;
  },
  /** Whether the exception that leaveIn gave has this frame in its traceback already. */
  reraisedIn: false,
  /** A guard failed: the interpreter finishes the call. */
  exit(
    t: ThreadState,
    d: number,
    fn: PyFunction,
    unit: Unit,
    at: number,
    stack: readonly Maybe[] | undefined,
    locals: readonly Maybe[],
    raws: readonly number[],
    cells: readonly PyCell[],
  ): Value {
    const exit = unit.exits[at];
    const f = frameOf(t, d, fn);
    restore(f, exit, stack, locals, raws, cells);
    t.depth = d - 1;
    took(unit, exit);
    f.kind = FrameKind.Entry;
    return enter(f);
  },
  exitIn(
    f: PyFrame,
    unit: Unit,
    at: number,
    stack: readonly Maybe[] | undefined,
    locals: readonly Maybe[],
    raws: readonly number[],
    cells: readonly PyCell[],
  ): typeof GO_ON | typeof AGAIN {
    const exit = unit.exits[at];
    restore(f, exit, stack, locals, raws, cells);
    if (exit.reason === "again") return AGAIN;
    took(unit, exit);
    return GO_ON;
  },
};

function took(unit: Unit, exit: Exit): void {
  exit.count++;
  const exec = unit.code.exec as ExecCode;
  if (exit.reason === "overflow") exec.fb[exit.pc] |= FB_BIG;
  observer.exit(unit, exit);
}

let visible: (t: ThreadState, d: number) => PyFrame | null = () => null;
/** Hands over how a frame below is found. */
export function setVisible(f: (t: ThreadState, d: number) => PyFrame | null): void {
  visible = f;
}

export { PyBuiltin };
