/**
 * The names that `site` adds to builtins: exit, quit, copyright, credits,
 * license and help. In TypeScript, so that no Python runs before a program.
 *
 * @module
 */
import { host, HostError } from "../host/host.ts";
import { ArgStyle, bind, noKeywords, Signature } from "../core/args.ts";
import { E } from "../core/errors.ts";
import {
  DictKind,
  type KwNames,
  type Maybe,
  PyObject,
  PyType,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { call, callMethod, getAttr, str, toArray } from "../core/ops.ts";
import { PyDict } from "../core/dict.ts";
import { PyBaseException } from "../core/errors.ts";
import { interp } from "../core/state.ts";
import { defineType } from "../objects/type.ts";
import { importByName } from "../vm/import.ts";
import type { ModuleSpec } from "./spec.ts";

/** exit or quit. */
class PyQuitter extends PyObject {
  constructor(name: Value, eof: Value) {
    super();
    this.dict = new PyDict();
    this.dict.setStr("name", name);
    this.dict.setStr("eof", eof);
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

function quit(code: Value): Value {
  // a program that reads standard input to its end does not wait for more
  try {
    const stdin = interp.sysdict.getStr("stdin");
    if (stdin !== undefined && stdin !== null) callMethod(stdin, "close");
  } catch (e) {
    if (!(e instanceof PyBaseException)) throw e;
  }
  throw call(E.SystemExit, [code]);
}

const printerSig = new Signature("_Printer", "(name, data, files=(), dirs=())", 0);

/** The first of the named files that is there, else the text. */
function printerText(args: Value[], kw: KwNames): string {
  const [, data, files, dirs] = bind(printerSig, args, kw) as Maybe[];
  for (const dir of dirs === undefined ? [] : toArray(dirs)) {
    for (const file of files === undefined ? [] : toArray(files)) {
      try {
        const bytes = host.readFile(`${str(dir)}/${str(file)}`);
        return new TextDecoder().decode(bytes).replace(/\n$/, "");
      } catch (e) {
        if (!(e instanceof HostError)) throw e;
      }
    }
  }
  return str(data!);
}

const dictEntry = (v: Value, name: string): string => str((v as PyQuitter).dict!.getStr(name)!);

function wire(): void {
  if (quitterType.flags & TypeFlag.Ready) return;
  defineType(quitterType, {
    dictKind: DictKind.Field,
    slots: {
      tpNew: (_t, args, kw) => {
        noKeywords("Quitter", kw);
        return new PyQuitter(args[0] ?? null, args[1] ?? null);
      },
      tpRepr: (v) => `Use ${dictEntry(v, "name")}() or ${dictEntry(v, "eof")} to exit`,
      tpCall: (_v, args) => quit(args[0] ?? null),
    },
    methods: { __call__: ["($self, code=None)", (_q: Value, code: Value = null) => quit(code)] },
  });
  defineType(printerType, {
    slots: {
      tpNew: (_t, args, kw) => new PyPrinter(printerText(args, kw)),
      tpRepr: (v) => (v as PyPrinter).text,
      tpCall: showText,
    },
    methods: { __call__: ["($self)", showText] },
  });
  defineType(helperType, {
    slots: {
      tpNew: () => new PyHelper(),
      tpRepr: () => "Type help() for interactive help, or help(object) for help about object.",
      tpCall: help,
    },
    methods: {
      __call__: [
        "($self, *args, **kwds)",
        (v: Value, args: Value[], kw: KwNames) => help(v, args, kw),
        null,
        ArgStyle.Raw,
      ],
    },
  });
}

const help = (_v: Value, args: Value[], kw: KwNames): Value =>
  call(getAttr(importByName("pydoc"), "help"), args, kw);

function showText(v: Value): Value {
  callMethod(interp.sysdict.getStr("stdout")!, "write", (v as PyPrinter).text + "\n");
  return null;
}

const COPYRIGHT =
  "wordcode: Copyright (c) the wordcode authors, MIT license.\nIt implements the Python language, version 3.6.";

const EOF = "Ctrl-D (i.e. EOF)";

function values(): Record<string, Value> {
  wire();
  return {
    exit: new PyQuitter("exit", EOF),
    quit: new PyQuitter("quit", EOF),
    copyright: new PyPrinter(COPYRIGHT),
    credits: new PyPrinter("wordcode is written by the wordcode authors."),
    license: new PyPrinter("wordcode has the MIT license; see the file LICENSE."),
    help: new PyHelper(),
  };
}

export const _sitebuiltins_module = (): ModuleSpec => ({
  name: "_sitebuiltins",
  doc: "The names that site adds to builtins.",
  types: () => {
    wire();
    return [[quitterType, {}], [printerType, {}], [helperType, {}]];
  },
});

/** Adds the names to builtins. */
export function addSiteBuiltins(builtins: PyDict): void {
  const v = values();
  for (const name of Object.keys(v)) builtins.setStr(name, v[name]);
}
