/**
 * Gives `unicode_names.ts` its tables: 230 KB of text that most programs never
 * look at, so that the command line's core can do without it.
 *
 * @module
 */
import { setNameTables } from "./unicode_names.ts";
import { NAMES_A } from "./unicode_names_a.ts";
import { NAMES_B } from "./unicode_names_b.ts";
import { ALIASES, SEQUENCES } from "./unicode_names_aliases.ts";
import { WORDS } from "./unicode_names_words.ts";

/** Makes the names of characters known. */
export function installUnicodeNames(): void {
  setNameTables({
    words: WORDS,
    names: () => NAMES_A() + NAMES_B(),
    aliases: ALIASES,
    sequences: SEQUENCES,
  });
}
