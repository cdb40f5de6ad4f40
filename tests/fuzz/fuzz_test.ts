import { assert, assertEquals } from "@std/assert";
import { jit } from "../../lib/jit/tier.ts";
import { fuzz } from "./run.ts";

Deno.test("random programs print the same under every tier", () => {
  const before = jit.stats.compiled;
  const r = fuzz(1, 25, () => {});
  assertEquals(r.failures, []);
  assert(r.ran > 20);
  assert(jit.stats.compiled > before);
});
