/**
 * Calls and attributes in generated code. What the interpreter's inline caches
 * hold when the code is compiled becomes a guarded short way; the long way is a
 * helper with a cache of its own, so that a wrong guess costs time but no exit.
 *
 * @module
 */
import { PyBuiltin, PyMethodDescr } from "../core/args.ts";
import { PyType, type Value } from "../core/object.ts";
import { PyFunction } from "../objects/function.ts";
import { moduleType, PyModule } from "../objects/module.ts";
import type { PyTuple } from "../core/object.ts";
import { superType } from "../objects/wrappers.ts";
import {
  AttrCache,
  CallTarget,
  type ExecCode,
  LOAD_METHOD,
  MethodCache,
  PropertyCache,
} from "../vm/exec.ts";
import { bindStatic } from "./bind_ops.ts";
import type { Ent, Translator } from "./translate.ts";
import { builtinCall, methodCall } from "./intrinsics.ts";
import { Ty } from "./types.ts";

/** How many layouts a site asks for one after another. */
const CHAIN = 4;

/** The caches an attribute site has seen, newest first. */
function cachesAt(T: Translator, at: number): AttrCache[] {
  const out: AttrCache[] = [];
  const newest = T.exec.caches[at];
  if (newest instanceof AttrCache) out.push(newest);
  for (const c of T.exec.poly?.get(at) ?? []) {
    if (out.length < CHAIN && !out.some((o) => o.shape === c.shape)) out.push(c);
  }
  return out.filter((c) => c.shape.cls.version === c.version);
}

/** The index of the cache of an attribute instruction: a fused pair keeps it at the second one. */
const guard = (T: Translator, o: string, c: AttrCache | PropertyCache): string =>
  `${o}.shape===${T.k(c.shape)}&&${T.k(c.shape.cls)}.version===${c.version}`;

const slot = (o: string, i: number): string => i < 8 ? `${o}.s${i}` : `${o}.more[${i - 8}]`;

/**
 * The one shape that a site has seen, for a guard that leaves where another one comes; null where
 * there were several, or where leaving has been tried often enough.
 */
function onlyShape(T: Translator, e: Ent, caches: readonly AttrCache[]): AttrCache | null {
  return e.ty === Ty.Any && caches.length === 1 && T.exec.rounds < PATIENCE && !T.general() &&
      /^\w+$/.test(e.js)
    ? caches[0]
    : null;
}

/** For how many rounds of a code object shapes that are new make it leave. */
const PATIENCE = 4;

/** Leaves unless an object has a shape, and its class is as it was. Asked once while nothing can change. */
function guardShape(T: Translator, o: string, c: AttrCache): void {
  if (T.shapes.get(o) === c.shape) return;
  const cls = c.shape.cls;
  T.emit(
    `if(${o}===null||${o}.shape!==${T.k(c.shape)}||${T.k(cls)}.version!==${c.version})${
      T.exit("shape")
    }`,
  );
  // only locals keep their variable to themselves
  if (o[0] === "l") T.shapes.set(o, c.shape);
}

/** LOAD_ATTR. */
export function loadAttr(T: Translator, name: string): void {
  const e = T.pop();
  const caches = e.ty === Ty.Any ? cachesAt(T, T.pc) : [];
  const one = onlyShape(T, e, caches);
  if (one !== null) {
    guardShape(T, e.js, one);
    if (one.index < 0) {
      T.push({ ty: Ty.Any, js: T.k(one.value), src: -1, k: one.value });
      return;
    }
    const value = slot(e.js, one.index);
    const v = T.fresh(T.stack.length);
    // a slot of __slots__ may be empty
    if (one.index < one.shape.base) T.emit(`if((${v}=${value})===undefined)${T.exit("slot")}`);
    else T.emit(`${v}=${value};`);
    T.push({ ty: Ty.Any, js: v, src: -1 });
    return;
  }
  const site = T.k({ name, shape: null, version: 0, index: 0, value: undefined });
  const slow = T.call(`R.attr(${T.boxed(e)},${site})`);
  const getter = T.exec.caches[T.pc];
  if (getter instanceof PropertyCache && getter.shape.cls.version === getter.version) {
    const fk = T.k(getter.fget);
    const o = T.steady(e);
    T.pushCall(
      `${o}!==null&&${guard(T, o, getter)}?${T.call(`${fk}.code.c1(${fk},${o})`)}:${slow}`,
    );
    return;
  }
  if (e.k instanceof PyModule && moduleAttr(T, e, e.k, name, slow)) return;
  if (caches.length === 0) {
    T.pushValue(Ty.Any, slow);
    return;
  }
  const o = e.js;
  let text = `q=undefined;if(${o}!==null){`;
  caches.forEach((c, i) => {
    const value = c.index < 0 ? T.k(c.value) : slot(o, c.index);
    text += `${i > 0 ? "else " : ""}if(${guard(T, o, c)})q=${value};`;
  });
  text += `}if(q===undefined)q=${slow};`;
  T.emit(text);
  const only = caches.length === 1 && caches[0].index < 0 ? caches[0].value : undefined;
  T.pushValue(Ty.Any, "q", only);
}

/** The attribute of a module that a global names: the entry of its dict is found once. */
function moduleAttr(
  T: Translator,
  e: Ent,
  m: PyModule,
  name: string,
  slow: string,
): boolean {
  if (m.cls !== moduleType) return false;
  const entry = m.namespace.entry(name);
  if (entry === undefined || entry.value === undefined) return false;
  const slot = T.temporary();
  T.emit(
    `if(${e.js}!==${T.k(m)}||(${slot}=${T.k(entry)}.value)===undefined)${slot}=${slow};`,
  );
  T.push({ ty: Ty.Any, js: slot, src: -1, k: entry.value });
  return true;
}

/** STORE_ATTR. */
export function storeAttr(T: Translator, name: string): void {
  const e = T.pop();
  const v = T.steady(T.pop());
  const caches = e.ty === Ty.Any
    ? cachesAt(T, T.pc).filter((c) => c.index >= 0 && c.index < 8)
    : [];
  const one = onlyShape(T, e, caches);
  if (one !== null) {
    guardShape(T, e.js, one);
    T.emit(`${slot(e.js, one.index)}=${v};`);
    if (one.next !== null) {
      T.emit(`${e.js}.shape=${T.k(one.next)};`);
      // another variable may have the same object
      T.shapes.clear();
      if (e.js[0] === "l") T.shapes.set(e.js, one.next);
    }
    return;
  }
  const slow = T.call(`R.setAttr(${T.boxed(e)},${T.k(name)},${v})`);
  if (caches.length === 0) {
    T.emit(`${slow};`);
    return;
  }
  const o = e.js;
  let text = "";
  for (const c of caches) {
    const next = c.next === null ? "" : `${o}.shape=${T.k(c.next)};`;
    text += `if(${o}!==null&&${guard(T, o, c)}){${next}${slot(o, c.index)}=${v};}else `;
  }
  T.emit(`${text}${slow};`);
}

/** LOAD_METHOD: callable and self, or undefined and the bound thing. */
export function loadMethod(T: Translator, name: string): void {
  const e = T.pop();
  const c = T.exec.caches[T.pc];
  const depth = T.stack.length;
  const v = T.boxed(e);
  if (e.k instanceof PyModule) {
    // a function of a module gets no self
    const plain = T.k({ name, shape: null, version: 0, index: 0, value: undefined });
    if (moduleAttr(T, e, e.k, name, T.call(`R.attr(${v},${plain})`))) {
      const found = T.pop();
      T.push({ ty: Ty.Any, js: "undefined", src: -1, free: true });
      T.push(found);
      return;
    }
  }
  const one = onlyShape(T, e, cachesAt(T, T.pc));
  if (one !== null && one.index < 0) {
    guardShape(T, v, one);
    T.push({ ty: Ty.Any, js: T.k(one.value), src: -1, k: one.value });
    T.push({ ...e, src: e.src });
    return;
  }
  const site = T.k({ name, shape: null, version: 0, index: 0, value: undefined });
  const slow = `${T.call(`R.loadMethod(${v},${site})`)}`;
  const self = T.temporary();
  T.emit(`${self}=${v};`);
  let likely: Value | undefined;
  const func = T.temporary();
  const caches = cachesAt(T, T.pc).filter((x) => x.index < 0);
  if (caches.length > 0 && e.ty === Ty.Any) {
    likely = caches.length === 1 ? caches[0].value : undefined;
    let text = `${func}=undefined;if(${self}!==null){`;
    caches.forEach((x, i) => {
      text += `${i > 0 ? "else " : ""}if(${guard(T, self, x)})${func}=${T.k(x.value)};`;
    });
    T.emit(`${text}}if(${func}===undefined){${func}=${slow};${self}=R.self;}`);
  } else if (
    c instanceof MethodCache && c.type.version === c.version && c.func !== undefined
  ) {
    likely = c.func;
    T.emit(
      `if(${isOf(T, self, c.type)})${func}=${T.k(c.func)};else{${func}=${slow};${self}=R.self;}`,
    );
  } else T.emit(`${func}=${slow};${self}=R.self;`);
  void depth;
  T.push({ ty: Ty.Any, js: func, src: -1, k: likely });
  T.push({ ty: Ty.Any, js: self, src: -1 });
}

/** A condition for a value being an exact instance of a type. */
export function isOf(T: Translator, v: string, t: PyType): string {
  switch (t.name) {
    case "list":
      return `${v}!==null&&${v}.cls===LT`;
    case "str":
      return `typeof ${v}==="string"`;
    case "dict":
      return `${v}!==null&&${v}.cls===DT`;
    default:
      return `R.typeOf(${v})===${T.k(t)}&&${T.k(t)}.version===${t.version}`;
  }
}

function args(T: Translator, n: number): Ent[] {
  const out: Ent[] = [];
  for (let i = 0; i < n; i++) out.unshift(T.pop());
  return out;
}

/** The most arguments that have entries of their own (`PyCode.c0` and so on). */
const ENTRIES = 6;

/** A call of anything with values. */
export function anyCall(T: Translator, f: string, values: readonly string[]): string {
  const n = values.length;
  const list = values.map((v) => "," + v).join("");
  return n <= ENTRIES
    ? T.call(`${f} instanceof PF?${f}.code.c${n}(${f}${list}):R.call${n}(${f}${list})`)
    : T.call(`R.callN(${f},[${values.join(",")}])`);
}

/** The text of a call of `__init__`. */
const initialised = (T: Translator, call: string): string =>
  `q=${call};if(q!==null){if(q===RX)${T.raising("R.taken()")}throw R.initResult(q);}`;

/** CALL_FUNCTION. */
export function callFunction(T: Translator, n: number): void {
  const given = args(T, n);
  const f = T.pop();
  const k = f.k;
  if (k !== undefined && !(k instanceof PyFunction)) {
    if (builtinCall(T, f, k, given)) return;
  }
  if (k === superType && n === 0 && superCall(T, f)) return;
  const values = given.map((e) => T.boxed(e));
  const list = values.map((v) => "," + v).join("");
  if (k instanceof PyFunction && (k.code.exec as ExecCode | null)?.simple !== n) {
    const bound = bindStatic(T, k, T.k(k), values, []);
    if (bound !== null) {
      const other = anyCall(T, f.js, values);
      T.pushCall(`${f.js}===${T.k(k)}&&${bound.guard}?${bound.call}:${other}`);
      return;
    }
  }
  if (k instanceof PyFunction && n <= ENTRIES) {
    const fk = T.k(k);
    if (f.js === fk) {
      T.pushCall(T.call(`${fk}.code.c${n}(${fk}${list})`));
      // a comprehension's function does not keep what it was called with
      if (f.cells === true) T.emit(`${fk}.closure=null;`);
      return;
    }
    // the site knows its target, which V8 can then inline
    T.pushCall(
      T.call(
        `${f.js}===${fk}?${fk}.code.c${n}(${fk}${list}):R.call${n}(${f.js}${list})`,
      ),
    );
    return;
  }
  if (k instanceof PyType && n < ENTRIES) {
    const init = plainInit(k);
    if (init !== undefined) {
      const tk = T.k(k);
      const o = T.temporary();
      const make = init === null
        ? `${o}=new PI(${tk});`
        : `${o}=new PI(${tk});${
          initialised(T, T.call(`${T.k(init)}.code.c${n + 1}(${T.k(init)},${o}${list})`))
        }`;
      if (init !== null || n === 0) {
        T.emit(
          `if(${f.js}===${tk}&&${tk}.version===${k.version}){${make}}else ${o}=${
            T.call(n <= ENTRIES ? `R.value(R.call${n}(${f.js}${list}))` : "")
          };`,
        );
        T.pushValue(Ty.Any, o);
        return;
      }
    }
  }
  T.pushCall(anyCall(T, f.js, values));
}

let plainInit: (t: PyType) => PyFunction | null | undefined = () => undefined;
/** Hands over the interpreter's question whether a class makes plain instances. */
export function setPlainInit(f: (t: PyType) => PyFunction | null | undefined): void {
  plainInit = f;
}

/** CALL_METHOD. */
export function callMethod(T: Translator, n: number): void {
  const given = args(T, n);
  const self = T.pop();
  const f = T.pop();
  if (f.free === true) {
    T.push(self);
    for (const e of given) T.push(e);
    callFunction(T, n);
    return;
  }
  const k = f.k;
  const s = T.boxed(self);
  if (k instanceof PyMethodDescr) {
    if (methodCall(T, f, self, k, given)) return;
  }
  const values = given.map((e) => T.boxed(e));
  const list = values.map((v) => "," + v).join("");
  if (k instanceof PyFunction && (k.code.exec as ExecCode | null)?.simple !== n + 1) {
    const bound = bindStatic(T, k, T.k(k), [s, ...values], []);
    if (bound !== null) {
      const other = T.call(`R.callMethod(${f.js},${s},[${values.join(",")}])`);
      T.pushCall(`${f.js}===${T.k(k)}&&${bound.guard}?${bound.call}:${other}`);
      return;
    }
  }
  if (k instanceof PyFunction && n < ENTRIES) {
    const fk = T.k(k);
    T.pushCall(
      T.call(
        `${f.js}===${fk}?${fk}.code.c${n + 1}(${fk},${s}${list}):R.callMethod(${f.js},${s},[${
          values.join(",")
        }])`,
      ),
    );
    return;
  }
  T.pushCall(
    n < ENTRIES
      ? T.call(
        `${f.js} instanceof PF?${f.js}.code.c${
          n + 1
        }(${f.js},${s}${list}):R.callMethod(${f.js},${s},[${values.join(",")}])`,
      )
      : T.call(`R.callMethod(${f.js},${s},[${values.join(",")}])`),
  );
}

/** CALL_FUNCTION_KW. */
export function callKeywords(T: Translator, n: number): void {
  const names = T.pop();
  const values = args(T, n).map((e) => T.boxed(e));
  const f = T.pop();
  const kw = names.c as PyTuple | undefined;
  const other = T.call(
    `R.callKw(${f.js},[${values.join(",")}],${
      kw === undefined ? `${names.js}.items` : T.k(kw.items)
    })`,
  );
  if (kw !== undefined) {
    const keys = kw.items as string[];
    const k = f.k;
    if (k instanceof PyFunction) {
      const bound = bindStatic(T, k, T.k(k), values, keys);
      if (bound !== null) {
        T.pushCall(`${f.js}===${T.k(k)}&&${bound.guard}?${bound.call}:${other}`);
        return;
      }
    }
    const init = k instanceof PyType ? plainInit(k) : undefined;
    if (k instanceof PyType && init instanceof PyFunction) {
      const o = T.temporary();
      const bound = bindStatic(T, init, T.k(init), [o, ...values], keys);
      if (bound !== null) {
        const tk = T.k(k);
        T.emit(
          `if(${f.js}===${tk}&&${tk}.version===${k.version}&&${bound.guard}){` +
            `${o}=new PI(${tk});${initialised(T, bound.call)}}else ${o}=R.value(${other});`,
        );
        T.pushValue(Ty.Any, o);
        return;
      }
    }
    const seen = T.exec.caches[T.pc];
    if (k === undefined && seen instanceof CallTarget) {
      const fx = T.temporary();
      const as = seen.bound ? [`${f.js}.self`, ...values] : values;
      const bound = bindStatic(T, seen, fx, as, keys);
      if (bound !== null) {
        const found = seen.bound
          ? `${f.js} instanceof PM&&(${fx}=${f.js}.func) instanceof PF`
          : `(${fx}=${f.js}) instanceof PF`;
        T.pushCall(`${found}&&${bound.guard}?${bound.call}:${other}`);
        return;
      }
    }
  }
  T.pushCall(other);
}

/**
 * super() without arguments, and the method that is taken from it: the class is
 * in the cell `__class__`, the object in the first argument.
 */
function superCall(T: Translator, f: Ent): boolean {
  const code = T.code;
  const at = code.freevars.indexOf("__class__");
  if (at < 0 || code.argcount === 0) return false;
  const cell = `c${code.cellvars.length + at}`;
  const own = code.cellvars.indexOf(code.varnames[0]);
  const self = own >= 0 ? `c${own}.v` : "l0";
  T.emit(`if(${f.js}!==${T.k(superType)})${T.exit("callee")}`);
  const next = T.pc + 1;
  if (T.op[next] === LOAD_METHOD && T.target[next] === 0) {
    const site = { name: code.names[T.arg[next]], type: null, version: 0, start: null, func: null };
    const func = T.temporary();
    const bound = T.temporary();
    T.emit(`${func}=${T.call(`R.superMethod(${cell},${self},${T.k(site)})`)};${bound}=R.self;`);
    T.push({ ty: Ty.Any, js: func, src: -1 });
    T.push({ ty: Ty.Any, js: bound, src: -1 });
    T.pc = next + 1;
    return true;
  }
  T.pushValue(Ty.Any, T.call(`R.superOf(${cell},${self})`));
  return true;
}

/** CALL_FUNCTION_EX. */
export function callStar(T: Translator, flags: number): void {
  const kwargs = flags & 1 ? T.boxed(T.pop()) : "undefined";
  const positional = T.boxed(T.pop());
  const f = T.boxed(T.pop());
  T.pushCall(T.call(`R.callEx(${f},${positional},${kwargs})`));
}

export { PyBuiltin };
