/** Damaged bytecode that the verifier lets through must run to an end without an error of ours. */
import { assert, assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { PyDict } from "../../lib/core/dict.ts";
import { E, exception, PyBaseException } from "../../lib/core/errors.ts";
import { str } from "../../lib/core/ops.ts";
import { interp, ts } from "../../lib/core/state.ts";
import { DenoHost } from "../../lib/host/deno.ts";
import { unpackPyc } from "../../lib/marshal/pyc.ts";
import { sysOptions } from "../../lib/modules/sys.ts";
import { Runtime } from "../../lib/runtime.ts";
import { evalCode, machine } from "../../lib/vm/interpreter.ts";

Deno.test("evalCode() ends in a Python exception or a result for mutated bytecode", () => {
  new Runtime({
    host: new DenoHost(""),
    sys: sysOptions.current,
    hashSeed: 0,
    io: { encoding: "utf-8", errors: "strict" },
    unbuffered: false,
    useFrozen: () => true,
  });
  interp.sysdict.setStr("stdout", null);
  const dir = join(fromFileUrl(new URL("../marshal/golden/", import.meta.url)));
  const files = [...Deno.readDirSync(dir)].map((e) => e.name).filter((n) => n.endsWith(".pyc"))
    .sort();
  const data = files.map((f) => Deno.readFileSync(join(dir, f)));
  let seed = 12345;
  const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) / 4294967296;
  let steps = 0;
  const before = machine.pending;
  machine.pending = () => {
    if (++steps > 20000) throw exception(E.KeyboardInterrupt);
  };
  let ran = 0;
  const internal: string[] = [];
  try {
    for (let i = 0; i < 3000; i++) {
      const d = data[Math.floor(random() * data.length)].slice();
      for (let j = 1 + Math.floor(random() * 3); j > 0; j--) {
        d[12 + Math.floor(random() * (d.length - 12))] = Math.floor(random() * 256);
      }
      let code;
      try {
        code = unpackPyc(d, { verify: true });
      } catch {
        continue;
      }
      ran++;
      steps = 0;
      ts.depth = 0;
      ts.frame = null;
      ts.handled = null;
      const globals = new PyDict();
      globals.setStr("__name__", "mutated");
      globals.setStr("__builtins__", interp.builtins);
      try {
        evalCode(code, globals, globals);
      } catch (e) {
        assert(e instanceof PyBaseException, String(e));
        if (e.cls === E.SystemError && str(e).startsWith("internal error")) internal.push(str(e));
      }
    }
  } finally {
    machine.pending = before;
  }
  assert(ran > 300, `only ${ran} mutations passed the verifier`);
  assertEquals(internal, []);
});
