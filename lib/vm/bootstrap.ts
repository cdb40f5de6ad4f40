/**
 * Wires the machine: the types of frames and generators, calls of functions,
 * and the hooks by which lower layers reach up.
 *
 * @module
 */
import { EMPTY_FROZEN } from "../objects/set_specs.ts";
import { E, exception } from "../core/errors.ts";
import { PyBytes, PyObject, PyType } from "../core/object.ts";
import { PyDict } from "../core/dict.ts";
import { bootstrapObjects } from "../objects/bootstrap.ts";
import { PyCode } from "../objects/code.ts";
import { functionType, setCallFunction } from "../objects/function.ts";
import { frozenSet, frozenSetType, PySet, setType } from "../objects/set.ts";
import { defineType, setModuleNameHook, type TypeSpec } from "../objects/type.ts";
import { setSyntaxMessage } from "../objects/exceptions.ts";
import { setSuperFrame } from "../objects/wrapper_specs.ts";
import { setMarshalHooks } from "../marshal/marshal.ts";
import { verifyPyCode } from "../marshal/pyc.ts";
import { VerifyError } from "../bytecode/verifier.ts";
import { asBuffer } from "../objects/buffer.ts";
import { betterMessage } from "./compile.ts";
import { setVerifier } from "./exec.ts";
import { currentFrame, frameSpec, frameType, tracebackSpec, tracebackType } from "./frame.ts";
import {
  aiterWrapperSpec,
  aiterWrapperType,
  asyncGenASendSpec,
  asyncGenASendType,
  asyncGenAThrowSpec,
  asyncGenAThrowType,
  asyncGeneratorSpec,
  asyncGeneratorType,
  asyncGenWrappedType,
  coroutineSpec,
  coroutineType,
  coroutineWrapperSpec,
  coroutineWrapperType,
  generatorSpec,
  generatorType,
} from "./generator.ts";
import { callFunction, wireInterpreter } from "./interpreter.ts";

let done = false;

/** Completes the machine; once for the process. */
export function bootstrapMachine(): void {
  if (done) return;
  done = true;
  setCallFunction(callFunction);
  bootstrapObjects();
  functionType.tpCall = callFunction;
  const types: [PyType, TypeSpec][] = [
    [frameType, frameSpec],
    [tracebackType, tracebackSpec],
    [generatorType, generatorSpec],
    [coroutineType, coroutineSpec],
    [coroutineWrapperType, coroutineWrapperSpec],
    [asyncGeneratorType, asyncGeneratorSpec],
    [asyncGenWrappedType, {}],
    [asyncGenASendType, asyncGenASendSpec],
    [asyncGenAThrowType, asyncGenAThrowSpec],
    [aiterWrapperType, aiterWrapperSpec],
  ];
  for (const [t, spec] of types) defineType(t, spec);
  wireInterpreter();
  setModuleNameHook(() => currentFrame()?.globals.getStr("__name__"));
  setSuperFrame(() => currentFrame());
  setSyntaxMessage((text, _msg) => betterMessage(text));
  setVerifier((code) => {
    try {
      verifyPyCode(code as PyCode);
    } catch (e) {
      if (e instanceof VerifyError) throw exception(E.SystemError, `bad code object: ${e.message}`);
      throw e;
    }
  });
  setMarshalHooks({
    newDict: () => new PyDict(),
    setItem: (d, k, v) => (d as PyDict).set(k, v),
    newSet: () => new PySet(),
    addItem: (s, v) => {
      (s as PySet).add(v);
    },
    makeFrozenset: (items) => items.length === 0 ? EMPTY_FROZEN() : frozenSet(items),
    stopIteration: () => E.StopIteration,
    classify: (v: PyObject) => {
      if (v === E.StopIteration) return { kind: "StopIteration" };
      if (v instanceof PyDict && v.cls === PyDict.prototype.cls) {
        return { kind: "dict", items: v.entryList().flatMap((e) => [e.key, e.value!]) };
      }
      if (v instanceof PySet) {
        if (v.cls === setType) return { kind: "set", items: v.values() };
        if (v.cls === frozenSetType) return { kind: "frozenset", items: v.values() };
        return null;
      }
      if (v instanceof PyBytes) return null;
      const data = asBuffer(v);
      return data === undefined ? null : { kind: "buffer", data };
    },
  });
}
