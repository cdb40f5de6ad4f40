/** The command line from the sources, not from lib/boot/. */
import { main } from "../../lib/main.ts";

if (import.meta.main) Deno.exitCode = await main(Deno.args, import.meta.url);
