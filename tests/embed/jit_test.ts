import { assertEquals } from "@std/assert";
import { Python } from "../../mod.ts";

Deno.test("a runtime without the compiled tier takes it from no other one", () => {
  using without = new Python({ jit: false });
  using with_ = new Python();
  const source = `
import wordcode.jit
def f(n):
    t = 0
    for i in range(n): t += i
    return t
for _ in range(300): f(20)
compiled = wordcode.jit.profile(f)["compiled"]
`;
  without.exec(source);
  with_.exec(source);
  assertEquals([without.globals.get("compiled"), with_.globals.get("compiled")], [false, true]);
});
