/** docs/modules.md says of the library what is true. */
import { assertEquals } from "@std/assert";
import { currentPage, page } from "../tools/modules.ts";

Deno.test("docs/modules.md is what deno task modules writes", () => {
  const kept = Deno.readTextFileSync(new URL("../../docs/modules.md", import.meta.url));
  assertEquals(kept, currentPage());
});

Deno.test("page() sorts modules by what they lack", () => {
  const text = page(
    { a: [], b: ["x"], c: null, "c.d": null, "b.e": null, f: "cannot be imported: no" },
    { a: "p q", b: "x y", c: "", "c.d": "", "b.e": "", f: "" },
  );
  for (const part of ["name (1)\n\n`a`", "`b` (1 of 2) lacks `x`", "`f` cannot", "`c`, `b.e`\n"]) {
    assertEquals([part, text.includes(part)], [part, true]);
  }
});
