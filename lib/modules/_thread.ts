/**
 * _thread (Modules/_threadmodule.c), over `vm/threads.ts`.
 *
 * @module
 */
import { bind, Signature } from "../core/args.ts";
import { isTrue } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  E,
  exception,
  overflowError,
  runtimeError,
  typeError,
  valueError,
} from "../core/errors.ts";
import { identity } from "../core/hash.ts";
import {
  asInstanceOf,
  DictKind,
  type KwNames,
  type Maybe,
  PyFloat,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex, genericGetAttr, genericSetAttr, isCallable, repr } from "../core/ops.ts";
import { asStr } from "../core/compare.ts";
import { objectInit } from "../objects/object.ts";
import { defineType, type TypeSpec } from "../objects/type.ts";
import { formatException } from "../vm/traceback.ts";
import {
  block,
  calledByLoop,
  currentThread,
  interruptMain,
  now,
  startThread,
  type Thread,
  threadCount,
  threadHooks,
} from "../vm/threads.ts";
import { writeError } from "./sys.ts";
import type { ModuleSpec } from "./spec.ts";

class PyLock extends PyObject {
  locked = false;
}
class PyRLock extends PyObject {
  count = 0;
  owner: Thread | null = null;
}
/** Attributes that every thread has its own of. */
class PyLocal extends PyObject {
  readonly dicts: WeakMap<Thread, PyDict> = new WeakMap();
  args: Value[] = [];
  kw: KwNames = null;
}

const lockType: PyType = new PyType("lock", TypeFlag.None, "_thread");
PyLock.prototype.cls = lockType;
const rlockType: PyType = new PyType("RLock", TypeFlag.BaseType, "_thread");
PyRLock.prototype.cls = rlockType;
const localType: PyType = new PyType("_local", TypeFlag.BaseType, "_thread");
PyLocal.prototype.cls = localType;

const TIMEOUT_MAX = 9223372036;
const acquireSig = new Signature("acquire", "($self, blocking=True, timeout=-1)", 0);

/** acquire()'s arguments as a deadline: 0 not to wait at all, Infinity to wait for ever. */
function acquireArgs(args: Value[], kw: KwNames): number {
  const [blocking = true, timeout = -1] = bind(acquireSig, args, kw) as Value[];
  let t: number;
  if (timeout instanceof PyFloat) {
    t = timeout.v;
    if (Number.isNaN(t)) throw valueError("Invalid value NaN (not a number)");
  } else t = Number(asIndex(timeout));
  if (Math.abs(t) >= 9223372036.854775) {
    throw overflowError("timestamp too large to convert to C _PyTime_t");
  }
  const b = typeof blocking === "number" ? blocking !== 0 : isTrue(blocking);
  if (!b && t !== -1) throw valueError("can't specify a timeout for a non-blocking call");
  if (t < 0 && t !== -1) throw valueError("timeout value must be positive");
  if (t > TIMEOUT_MAX) throw overflowError("timeout value is too large");
  if (!b) return 0;
  return t < 0 ? Infinity : now() + t * 1000;
}

function take(l: PyLock, deadline: number, direct: boolean) {
  if (!l.locked) return l.locked = true;
  if (deadline === 0) return false;
  return block(direct, () => !l.locked, deadline, (ok) => {
    if (ok) l.locked = true;
    return ok;
  });
}

const acquire = (l: PyLock, args: Value[], kw: KwNames): Value => {
  const direct = calledByLoop(acquire);
  return take(l, acquireArgs(args, kw), direct);
};

const enter = (l: PyLock, args: Value[]): Value => {
  const direct = calledByLoop(enter);
  if (args.length > 0) throw typeError(`__enter__() takes no arguments (${args.length} given)`);
  return take(l, Infinity, direct);
};

const release = (l: PyLock) => {
  if (!l.locked) throw runtimeError("release unlocked lock");
  l.locked = false;
};

const lockSpec: TypeSpec = {
  weakrefable: true,
  slots: {
    tpRepr: (v) =>
      `<${(v as PyLock).locked ? "locked" : "unlocked"} _thread.lock object at 0x${
        identity(v).toString(16)
      }>`,
  },
  methods: {
    acquire: ["($self, blocking=True, timeout=-1)", acquire, null, 3],
    acquire_lock: ["($self, blocking=True, timeout=-1)", acquire, null, 3],
    release: ["($self, /)", release],
    release_lock: ["($self, /)", release],
    locked: ["($self, /)", (l: PyLock) => l.locked],
    locked_lock: ["($self, /)", (l: PyLock) => l.locked],
    __enter__: ["($self, blocking=True, timeout=-1)", enter, null, 3],
    __exit__: ["($self, *args)", (l: PyLock) => release(l)],
  },
};

function rtake(
  l: PyRLock,
  deadline: number,
  direct: boolean,
) {
  const me = currentThread();
  if (l.count === 0 || l.owner === me) {
    l.owner = me;
    l.count++;
    return true;
  }
  if (deadline === 0) return false;
  return block(direct, () => l.count === 0, deadline, (ok) => {
    if (ok) {
      l.owner = me;
      l.count = 1;
    }
    return ok;
  });
}

const racquire = (l: PyRLock, args: Value[], kw: KwNames): Value => {
  const direct = calledByLoop(racquire);
  return rtake(l, acquireArgs(args, kw), direct);
};

const renter = (l: PyRLock, args: Value[]): Value => {
  const direct = calledByLoop(renter);
  if (args.length > 0) throw typeError(`__enter__() takes no arguments (${args.length} given)`);
  return rtake(l, Infinity, direct);
};

const rrelease = (l: PyRLock) => {
  if (l.count === 0 || l.owner !== currentThread()) {
    throw runtimeError("cannot release un-acquired lock");
  }
  if (--l.count === 0) l.owner = null;
};

/** RLock._acquire_restore: waits for the lock and puts count and owner back. */
const restore = (l: PyRLock, args: Value[]): Value => {
  const direct = calledByLoop(restore);
  const state = args[0];
  if (!(state instanceof PyTuple)) {
    throw typeError(`_acquire_restore() argument 1 must be tuple, not ${typeOf(state).name}`);
  }
  const me = currentThread();
  const set = () => {
    l.count = Number(state.items[0]);
    l.owner = me;
    return null;
  };
  if (l.count === 0) return set();
  return block(direct, () => l.count === 0, Infinity, set);
};

const rlockSpec: TypeSpec = {
  weakrefable: true,
  slots: {
    tpNew: (t) => asInstanceOf(new PyRLock(), t),
    tpInit: () => {},
    tpRepr: (v) => {
      const l = v as PyRLock;
      return `<${l.count > 0 ? "locked" : "unlocked"} ${
        typeOf(l) === rlockType ? "_thread.RLock" : typeOf(l).name
      } object owner=${l.owner === null ? 0 : l.owner.ident} count=${l.count} at 0x${
        identity(l).toString(16)
      }>`;
    },
  },
  methods: {
    acquire: ["($self, blocking=True, timeout=-1)", racquire, null, 3],
    release: ["($self, /)", rrelease],
    _is_owned: ["($self, /)", (l: PyRLock) => l.count > 0 && l.owner === currentThread()],
    _acquire_restore: ["($self, state, /)", restore, null, 3],
    _release_save: ["($self, /)", (l: PyRLock) => {
      if (l.count === 0) throw runtimeError("cannot release un-acquired lock");
      const saved = tuple([l.count, l.owner!.ident]);
      l.count = 0;
      l.owner = null;
      return saved;
    }],
    __enter__: ["($self, blocking=True, timeout=-1)", renter, null, 3],
    __exit__: ["($self, *args)", (l: PyRLock) => rrelease(l)],
  },
};

/** The running thread's dictionary of a _local; new in a thread, `__init__` fills it. */
function localDict(l: PyLocal): PyDict {
  const me = currentThread();
  const known = l.dicts.get(me);
  if (known !== undefined) return l.dict = known;
  const d = new PyDict();
  l.dicts.set(me, d);
  l.dict = d;
  const init = typeOf(l).tpInit;
  if (init !== undefined && init !== objectInit) {
    try {
      init(l, l.args, l.kw);
    } catch (e) {
      l.dicts.delete(me);
      throw e;
    }
    // __init__ may have let other threads run
    l.dict = d;
  }
  return d;
}

const localSpec: TypeSpec = {
  dictKind: DictKind.Field,
  weakrefable: true,
  slots: {
    tpNew: (t, args, kw) => {
      if (args.length > 0 && (t.tpInit === undefined || t.tpInit === objectInit)) {
        throw typeError("Initialization arguments are not supported");
      }
      const o = asInstanceOf(new PyLocal(), t);
      o.args = args;
      o.kw = kw;
      // the creating thread's __init__ is type.__call__'s to run
      const d = new PyDict();
      o.dicts.set(currentThread(), d);
      o.dict = d;
      return o;
    },
    tpGetattro: (v, name) => {
      const d = localDict(v as PyLocal);
      return name === "__dict__" ? d : genericGetAttr(v, name);
    },
    tpSetattro: (v, name, x: Maybe) => {
      if (name === "__dict__") {
        throw exception(
          E.AttributeError,
          `'${typeOf(v).name}' object attribute '__dict__' is read-only`,
        );
      }
      localDict(v as PyLocal);
      genericSetAttr(v, name, x);
    },
  },
  getset: { __dict__: { get: (l: PyLocal) => localDict(l) } },
};

function start(func: Value, args: Value, kwargs?: Value): Value {
  if (!isCallable(func)) throw typeError("first arg must be callable");
  if (!(args instanceof PyTuple)) throw typeError("2nd arg must be a tuple");
  const all = [...args.items];
  const names: string[] = [];
  if (kwargs !== undefined) {
    if (!(kwargs instanceof PyDict)) throw typeError("optional 3rd arg must be a dictionary");
    for (const e of kwargs.entryList()) {
      const name = asStr(e.key);
      if (name === undefined) throw typeError("keywords must be strings");
      names.push(name);
      all.push(e.value!);
    }
  }
  return startThread(func, all, names.length > 0 ? names : null).ident;
}

let stackSize = 0;

function setStackSize(size: Value = 0): Value {
  const n = asIndex(size);
  if (n < 0) throw valueError("size must be 0 or a positive value");
  if (n !== 0 && n < 32768) throw valueError(`size not valid: ${n} bytes`);
  const old = stackSize;
  stackSize = Number(n);
  return old;
}

export const _thread_module = (): ModuleSpec => ({
  name: "_thread",
  doc:
    "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides a more convenient interface.",
  types: () => [[rlockType, rlockSpec], [localType, localSpec]],
  functions: {
    allocate_lock: ["()", () => new PyLock()],
    allocate: ["()", () => new PyLock()],
    get_ident: ["()", () => currentThread().ident],
    _count: ["()", () => threadCount()],
    stack_size: ["(size=0, /)", setStackSize],
    start_new_thread: ["(function, args, kwargs=None, /)", start, null, 1],
    start_new: ["(function, args, kwargs=None, /)", start, null, 1],
    interrupt_main: ["()", () => interruptMain(exception(E.KeyboardInterrupt))],
    exit: ["()", () => {
      throw exception(E.SystemExit);
    }],
    exit_thread: ["()", () => {
      throw exception(E.SystemExit);
    }],
    _set_sentinel: ["()", () => {
      const l = new PyLock();
      currentThread().onEnd = () => {
        l.locked = false;
      };
      return l;
    }],
  },
  attrs: () => ({ error: E.RuntimeError, TIMEOUT_MAX: new PyFloat(TIMEOUT_MAX) }),
  init: (ns) => {
    if ((lockType.flags & TypeFlag.Ready) === 0) defineType(lockType, lockSpec);
    ns.setStr("LockType", lockType);
    threadHooks.report = (t, e) => {
      writeError(`Unhandled exception in thread started by ${repr(t.func)}\n${formatException(e)}`);
    };
  },
});
