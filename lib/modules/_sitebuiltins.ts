/**
 * The names that `site` adds to builtins: exit, quit, copyright, credits,
 * license and help. In TypeScript, so that no Python runs before a program.
 *
 * @module
 */
import { E } from "../core/errors.ts";
import { DictKind, PyObject, PyType, TypeFlag, type Value } from "../core/object.ts";
import { call, callMethod, getAttr } from "../core/ops.ts";
import { PyDict } from "../core/dict.ts";
import { PyBaseException } from "../core/errors.ts";
import { interp } from "../core/state.ts";
import { defineType } from "../objects/type.ts";
import { importByName } from "../vm/import.ts";
import type { ModuleSpec } from "./spec.ts";

/** exit or quit. */
class PyQuitter extends PyObject {
  constructor(readonly name: string) {
    super();
    this.dict = new PyDict();
    this.dict.setStr("name", name);
    this.dict.setStr("eof", "Ctrl-D (i.e. EOF)");
  }
}

/** A text that shows itself. */
class PyPrinter extends PyObject {
  constructor(readonly text: string) {
    super();
  }
}

/** help. */
class PyHelper extends PyObject {}

const quitterType = new PyType("Quitter", TypeFlag.None, "_sitebuiltins");
PyQuitter.prototype.cls = quitterType;
const printerType = new PyType("_Printer", TypeFlag.None, "_sitebuiltins");
PyPrinter.prototype.cls = printerType;
const helperType = new PyType("_Helper", TypeFlag.None, "_sitebuiltins");
PyHelper.prototype.cls = helperType;

function quit(args: Value[]): Value {
  // a program that reads standard input to its end does not wait for more
  try {
    const stdin = interp.sysdict.getStr("stdin");
    if (stdin !== undefined && stdin !== null) callMethod(stdin, "close");
  } catch (e) {
    if (!(e instanceof PyBaseException)) throw e;
  }
  throw call(E.SystemExit, [args[0] ?? null]);
}

function wire(): void {
  if (quitterType.flags & TypeFlag.Ready) return;
  defineType(quitterType, {
    dictKind: DictKind.Field,
    slots: {
      tpRepr: (v) => `Use ${(v as PyQuitter).name}() or Ctrl-D (i.e. EOF) to exit`,
      tpCall: (_v, args) => quit(args),
    },
  });
  defineType(printerType, {
    slots: {
      tpRepr: (v) => (v as PyPrinter).text,
      tpCall: (v) => {
        callMethod(interp.sysdict.getStr("stdout")!, "write", (v as PyPrinter).text + "\n");
        return null;
      },
    },
  });
  defineType(helperType, {
    slots: {
      tpRepr: () => "Type help() for interactive help, or help(object) for help about object.",
      tpCall: (_v, args, kw) => call(getAttr(importByName("pydoc"), "help"), args, kw),
    },
  });
}

const COPYRIGHT =
  "wordcode: Copyright (c) the wordcode authors, MIT license.\nIt implements the Python language, version 3.6.";

function values(): Record<string, Value> {
  wire();
  return {
    exit: new PyQuitter("exit"),
    quit: new PyQuitter("quit"),
    copyright: new PyPrinter(COPYRIGHT),
    credits: new PyPrinter("wordcode is written by the wordcode authors."),
    license: new PyPrinter("wordcode has the MIT license; see the file LICENSE."),
    help: new PyHelper(),
  };
}

export const _sitebuiltins_module = (): ModuleSpec => ({
  name: "_sitebuiltins",
  doc: "The names that site adds to builtins.",
  attrs: values,
});

/** Adds the names to builtins. */
export function addSiteBuiltins(builtins: PyDict): void {
  const v = values();
  for (const name of Object.keys(v)) builtins.setStr(name, v[name]);
}
