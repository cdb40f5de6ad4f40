/**
 * The command line of `python3.6`.
 *
 * `lib/boot/` is `lib/main.ts` with all that it imports in a few modules, since
 * each module costs Deno time at every start; `tests/tools/bundle.ts` makes it.
 *
 * @example
 * ```sh
 * deno run -A jsr:@wordcode/vm/cli -c 'print("hello")'
 * ```
 *
 * @module
 */
// @ts-types="./lib/main.ts"
import { main } from "./lib/boot/main.js";

// not Deno.exit(): Deno keeps V8's code cache only of programs that end by themselves
if (import.meta.main) Deno.exitCode = await main(Deno.args, import.meta.url);
