/**
 * _thread (Modules/_threadmodule.c): there is one thread. Locks keep count; a
 * lock that nobody could ever release raises RuntimeError at once, and so does
 * starting a thread.
 *
 * @module
 */
import { bind, Signature } from "../core/args.ts";
import { isTrue } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { E, exception, runtimeError, valueError } from "../core/errors.ts";
import { identity } from "../core/hash.ts";
import {
  asInstanceOf,
  DictKind,
  type KwNames,
  PyFloat,
  PyObject,
  PyType,
  tuple,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { asIndex } from "../core/ops.ts";
import { defineType, type TypeSpec } from "../objects/type.ts";
import { host } from "../host/host.ts";
import type { ModuleSpec } from "./spec.ts";

class PyLock extends PyObject {
  locked = false;
}
class PyRLock extends PyObject {
  count = 0;
}
class PyLocal extends PyObject {}

const lockType: PyType = new PyType("lock", TypeFlag.None, "_thread");
PyLock.prototype.cls = lockType;
const rlockType: PyType = new PyType("RLock", TypeFlag.BaseType, "_thread");
PyRLock.prototype.cls = rlockType;
const localType: PyType = new PyType("_local", TypeFlag.BaseType, "_thread");
PyLocal.prototype.cls = localType;

const acquireSig = new Signature("acquire", "($self, blocking=True, timeout=-1)", 0);

/** acquire()'s arguments: whether to block, and for how long (-1: for ever). */
function acquireArgs(args: Value[], kw: KwNames): [boolean, number] {
  const [blocking = true, timeout = -1] = bind(acquireSig, args, kw) as Value[];
  const t = timeout instanceof PyFloat ? timeout.v : Number(asIndex(timeout));
  const b = isTrue(blocking);
  if (!b && t !== -1) throw valueError("can't specify a timeout for a non-blocking call");
  if (t < 0 && t !== -1) throw valueError("timeout value must be positive");
  if (t > 9223372036) throw exception(E.OverflowError, "timeout value is too large");
  return [b, t];
}

function acquire(l: PyLock, args: Value[], kw: KwNames): boolean {
  const [block, timeout] = acquireArgs(args, kw);
  if (!l.locked) return l.locked = true;
  if (!block) return false;
  if (timeout >= 0) {
    // nobody can release it meanwhile
    host.sleep(timeout * 1000);
    return false;
  }
  throw runtimeError("deadlock: the lock is held and there is no other thread to release it");
}

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
    __enter__: ["($self, /)", (l: PyLock) => acquire(l, [], null)],
    __exit__: ["($self, *args)", (l: PyLock) => release(l)],
  },
};

const rrelease = (l: PyRLock) => {
  if (l.count === 0) throw runtimeError("cannot release un-acquired lock");
  l.count--;
};

const rlockSpec: TypeSpec = {
  weakrefable: true,
  slots: {
    tpNew: (t) => asInstanceOf(new PyRLock(), t),
    tpInit: () => {},
    tpRepr: (v) => {
      const l = v as PyRLock;
      return `<${l.count > 0 ? "locked" : "unlocked"} _thread.RLock object owner=${
        l.count > 0 ? MAIN : 0
      } count=${l.count} at 0x${identity(l).toString(16)}>`;
    },
  },
  methods: {
    acquire: [
      "($self, blocking=True, timeout=-1)",
      (l: PyRLock, args: Value[], kw: KwNames) => {
        acquireArgs(args, kw);
        l.count++;
        return true;
      },
      null,
      3,
    ],
    release: ["($self, /)", rrelease],
    _is_owned: ["($self, /)", (l: PyRLock) => l.count > 0],
    _acquire_restore: ["($self, state, /)", (l: PyRLock, s: Value) => {
      l.count = Number((s as unknown as { items: Value[] }).items[0]);
    }],
    _release_save: ["($self, /)", (l: PyRLock) => {
      if (l.count === 0) throw runtimeError("cannot release un-acquired lock");
      const n = l.count;
      l.count = 0;
      return tuple([n, MAIN]);
    }],
    __enter__: ["($self, /)", (l: PyRLock) => {
      l.count++;
      return true;
    }],
    __exit__: ["($self, *args)", (l: PyRLock) => rrelease(l)],
  },
};

const localSpec: TypeSpec = {
  dictKind: DictKind.Field,
  weakrefable: true,
  slots: {
    tpNew: (t) => {
      const o = asInstanceOf(new PyLocal(), t);
      o.dict = new PyDict();
      return o;
    },
  },
  getset: { __dict__: { get: (l: PyLocal) => l.dict ??= new PyDict() } },
};

const MAIN = 140000000000001;

export const _thread_module = (): ModuleSpec => ({
  name: "_thread",
  doc: "This module provides primitive operations to write multi-threaded programs.",
  types: () => [[rlockType, rlockSpec], [localType, localSpec]],
  functions: {
    allocate_lock: ["()", () => new PyLock()],
    allocate: ["()", () => new PyLock()],
    get_ident: ["()", () => MAIN],
    _count: ["()", () => 0],
    stack_size: ["(size=0, /)", () => 0],
    start_new_thread: ["(function, args, kwargs=None, /)", () => {
      throw runtimeError("can't start new thread");
    }],
    start_new: ["(function, args, kwargs=None, /)", () => {
      throw runtimeError("can't start new thread");
    }],
    interrupt_main: ["()", () => {
      throw exception(E.KeyboardInterrupt);
    }],
    exit: ["()", () => {
      throw exception(E.SystemExit);
    }],
    exit_thread: ["()", () => {
      throw exception(E.SystemExit);
    }],
    _set_sentinel: ["()", () => new PyLock()],
  },
  attrs: () => ({ error: E.RuntimeError, TIMEOUT_MAX: new PyFloat(9223372036) }),
  init: (ns) => {
    lockReady();
    ns.setStr("LockType", lockType);
  },
});

function lockReady(): void {
  if ((lockType.flags & TypeFlag.Ready) === 0) defineType(lockType, lockSpec);
}
