import { assertEquals } from "@std/assert";
import { VerifyError } from "../../lib/bytecode/verifier.ts";
import { MarshalProblem } from "../../lib/marshal/marshal.ts";
import { PycProblem, unpackPyc } from "../../lib/marshal/pyc.ts";
import { disassemblePyc } from "../../lib/marshal/pyc_dis.ts";
import { DisIndexError } from "../../lib/bytecode/dis.ts";

const GOLDEN = new URL("./golden/", import.meta.url);

/** Marsaglia's xorshift, so that a failure can be repeated. */
function random(seed: number): (n: number) => number {
  return (n) => {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return (seed >>> 0) % n;
  };
}

function mutate(data: Uint8Array, below: (n: number) => number): Uint8Array {
  let out = data.slice();
  for (let n = 1 + below(4); n > 0 && out.length > 13; n--) {
    const at = 12 + below(out.length - 12);
    switch (below(6)) {
      case 0:
        out[at] ^= 1 << below(8);
        break;
      case 1:
        out[at] = below(256);
        break;
      case 2:
        out = out.slice(0, at);
        break;
      case 3:
        out.copyWithin(at, 12 + below(out.length - 12), out.length);
        break;
      case 4:
        out.set([0xff, 0xff, 0xff, 0x7f].slice(0, out.length - at), at);
        break;
      default:
        out[at] = "0NFTS.iIfgxylstr([{cu<>?aA)zZ".charCodeAt(below(29)) | (below(2) << 7);
    }
  }
  return out;
}

Deno.test("10,000 damaged .pyc files are refused or verified", () => {
  const below = random(20161223);
  const files = ["flow", "names", "flow.opt-2", "wide"].map((n) =>
    Deno.readFileSync(new URL(`${n}.pyc`, GOLDEN))
  );
  const counts = new Map<string, number>();
  for (let i = 0; i < 10_000; i++) {
    const data = mutate(files[i % files.length], below);
    let outcome = "ok";
    const started = performance.now();
    try {
      unpackPyc(data, { verify: true });
      if (i % 50 === 0) disassemblePyc(data);
    } catch (e) {
      if (e instanceof MarshalProblem) outcome = e.kind;
      else if (e instanceof VerifyError) outcome = "verify";
      else if (e instanceof PycProblem || e instanceof DisIndexError) outcome = "other";
      else throw e;
    }
    assertEquals(performance.now() - started < 1000, true, `mutation ${i}`);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  // the mutations reach all stages
  for (const outcome of ["ok", "verify", "EOFError", "ValueError", "SystemError"]) {
    assertEquals((counts.get(outcome) ?? 0) > 20, true, outcome);
  }
});
