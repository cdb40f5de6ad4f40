/**
 * _decimal (Modules/_decimal/_decimal.c): decimal arithmetic.
 *
 * @module
 */
import { callMethod } from "../core/ops.ts";
import { defineTypes, type ModuleSpec } from "./spec.ts";
import {
  contextType,
  currentContext,
  hiddenTypes,
  localContext,
  ROUNDINGS,
  setCurrent,
  signalClasses,
  signalDict,
  templates,
} from "./decimal/context.ts";
import { contextSpec, decimalSpec, decimalTuple } from "./decimal/methods.ts";
import { decimalType, MAX_PREC, MIN_ETINY } from "./decimal/value.ts";
import { importedAttr } from "./python.ts";
import type { Maybe, Value } from "../core/object.ts";

/** _decimal, and what `decimal` falls back to where that is blocked: the same types. */
const decimalModule = (name: string): ModuleSpec => ({
  name,
  doc: "C decimal arithmetic module",
  types: () => [[decimalType, decimalSpec()], [contextType, contextSpec()]],
  functions: {
    getcontext: ["()", () => currentContext(), "Get the current default context.\n\n"],
    setcontext: [
      "(context, /)",
      (_c: Value) => setCurrent(_c),
      "Set a new default context.\n\n",
    ],
    localcontext: [
      "(ctx=None)",
      (ctx: Maybe) => localContext(ctx),
      "Return a context manager that will set the default context to a copy of ctx\non entry to the with-statement and restore the previous default context when\nexiting the with-statement. If no context is supplied, a copy of the current\ndefault context is used.\n\n",
    ],
  },
  init: (ns) => {
    defineTypes(hiddenTypes);
    for (const [name, t] of signalClasses()) ns.setStr(name, t);
    const all = templates();
    ns.setStr("DefaultContext", all.DefaultContext);
    ns.setStr("BasicContext", all.BasicContext);
    ns.setStr("ExtendedContext", all.ExtendedContext);
    ns.setStr("DecimalTuple", decimalTuple());
    for (const name of ROUNDINGS) ns.setStr(name, name);
    ns.setStr("MAX_PREC", MAX_PREC);
    ns.setStr("MAX_EMAX", MAX_PREC);
    ns.setStr("MIN_EMIN", -MAX_PREC);
    ns.setStr("MIN_ETINY", MIN_ETINY);
    ns.setStr("HAVE_THREADS", true);
    ns.setStr("__version__", "1.70");
    ns.setStr("__libmpdec_version__", "2.4.2");
    callMethod(importedAttr("numbers", "Number"), "register", decimalType);
    callMethod(importedAttr("collections.abc", "MutableMapping"), "register", signalDict());
  },
});

export const _decimal_module = () => decimalModule("_decimal");
export const _pydecimal_module = () => decimalModule("_pydecimal");
