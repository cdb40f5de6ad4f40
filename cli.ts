/**
 * The command line of `python3.6`.
 *
 * @example
 * ```sh
 * deno run -A jsr:@wordcode/vm/cli -c 'print("hello")'
 * ```
 *
 * @module
 */
import { main } from "./lib/main.ts";

if (import.meta.main) {
  const code = main(Deno.args, import.meta.url);
  Deno.exit(code);
}
