import { assertEquals } from "@std/assert";

const FOLDER = new URL("../../lib/syntax/", import.meta.url);

/** The members of the enum T that a file declares. */
function members(file: string): string[] {
  const text = Deno.readTextFileSync(new URL(file, FOLDER));
  const body = /const enum T \{([^}]*)\}/.exec(text)?.[1] ?? "";
  return [...body.matchAll(/(\w+) = (\d+),/g)].map(([, name, value]) => `${name}=${value}`);
}

Deno.test("every copy of the token kinds equals tokens.ts", () => {
  const source = members("tokens.ts");
  assertEquals(source.length, 91);
  for (const file of ["tokenizer.ts", "expressions.ts", "parser.ts"]) {
    assertEquals(members(file), source, file);
  }
});
