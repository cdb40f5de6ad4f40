import { assertEquals } from "@std/assert";
import { isXidContinue, isXidStart } from "../../lib/util/unicode_ident.ts";
import {
  lookupNamedSequence,
  lookupUnicodeName,
  unicodeName,
} from "../../lib/util/unicode_names.ts";
import { installUnicodeNames } from "../../lib/util/unicode_names_data.ts";

installUnicodeNames();

Deno.test("isXidStart() and isXidContinue() are CPython 3.6's tables", () => {
  // A digest over all code points, recorded from str.isidentifier().
  let start = 0;
  let rest = 0;
  for (let point = 128; point < 0x110000; point++) {
    if (isXidStart(point)) start = (start * 31 + point) % 1000003;
    if (isXidContinue(point)) rest = (rest * 31 + point) % 1000003;
  }
  assertEquals([start, rest], [939556, 849811]);
});

Deno.test("lookupUnicodeName() finds names, aliases, syllables and ideographs", () => {
  assertEquals(lookupUnicodeName("Latin Small Letter A"), 0x61);
  assertEquals(lookupUnicodeName("NUL"), 0);
  assertEquals(lookupUnicodeName("HANGUL SYLLABLE GAG"), 0xac01);
  assertEquals(lookupUnicodeName("hangul syllable gag"), -1);
  assertEquals(lookupUnicodeName("CJK UNIFIED IDEOGRAPH-4E00"), 0x4e00);
  assertEquals(lookupUnicodeName("CJK UNIFIED IDEOGRAPH-4e00"), -1);
  assertEquals(lookupUnicodeName("KATAKANA LETTER AINU P"), -1);
  assertEquals(lookupNamedSequence("KATAKANA LETTER AINU P"), [0x31f7, 0x309a]);
  // New in Unicode 10.
  assertEquals(lookupUnicodeName("BITCOIN SIGN"), -1);
});

Deno.test("unicodeName() and lookupUnicodeName() are inverse", () => {
  let named = 0;
  for (let point = 0; point < 0x110000; point++) {
    const name = unicodeName(point);
    if (name === null) continue;
    named++;
    if (lookupUnicodeName(name) !== point) assertEquals(lookupUnicodeName(name), point, name);
  }
  assertEquals(named, 122047);
});
