"""Wrapping and justifying text, Caesar, roman numerals, run lengths, palindromes, string methods."""
TEXT = """It is a truth universally acknowledged that a small program in want of a
test must be in possession of several, however little known they may be."""


def wrap(text, width):
    line = []
    for word in text.split():
        if line and len(" ".join(line + [word])) > width:
            yield line
            line = []
        line.append(word)
    yield line


def justify(words, width):
    if len(words) == 1:
        return words[0].ljust(width)
    gaps = len(words) - 1
    spaces, extra = divmod(width - sum(map(len, words)), gaps)
    return "".join(w + " " * (spaces + (i < extra)) for i, w in enumerate(words[:-1])) + words[-1]


*lines, last = wrap(TEXT, 34)
for words in lines:
    print("|%s|" % justify(words, 34))
print("|%s|" % " ".join(last).ljust(34), "|%s|" % " ".join(last).center(34, "."), sep="\n")
ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
         (5, "V"), (4, "IV"), (1, "I")]


def to_roman(n):
    out = ""
    for value, letters in ROMAN:
        while n >= value:
            out, n = out + letters, n - value
    return out


def from_roman(s):
    values = [dict((b, a) for a, b in ROMAN)[c] for c in s]
    return sum(-v if v < w else v for v, w in zip(values, values[1:] + [0]))


assert all(from_roman(to_roman(n)) == n for n in range(1, 4000))
print([to_roman(n) for n in (1994, 2024, 3999, 44)])


def caesar(s, k):
    return "".join(chr((ord(c.lower()) - 97 + k) % 26 + 97) if c.isalpha() else c for c in s)


print(caesar("Hello, World", 3), caesar(caesar("abc xyz", 5), -5), "Hello".translate(str.maketrans("lo", "01", "H")))
runs = []
for c in "aaabccddddd":
    if runs and runs[-1][0] == c:
        runs[-1][1] += 1
    else:
        runs.append([c, 1])
print("".join(c + str(n) for c, n in runs), "a-b-c".split("-", 1), "a-b-c".rsplit("-", 1), "x=1=2".partition("="), "x".rpartition("="))
print("tHE qUICK".swapcase(), "the quick's".title(), "ab\tc".expandtabs(4), "  x ".strip() + "|", "xxabcxx".strip("x"), "a,b,,c".split(","))
print("abcabc".find("c", 3), "abc".find("z"), "banana".count("ana"), "banana".replace("a", "o", 2), "a\nb\r\nc".splitlines(True), "é".upper())
print("abc".isalpha(), "a1".isalnum(), "".isdigit(), "٣".isdigit(), "½".isnumeric(), "Ab".istitle(), "x".isidentifier(), "ß".upper(), "İ".lower())
print("-".join(reversed("abc")), "abc"[::-1], "abc" * 2, "b" in "abc", "abc" < "abd", "a" "b", "%s" % "x".zfill(5), "-7".zfill(4), "z" > "Z")
print(sorted({len(w): w for w in TEXT.split()}.items())[-3:], "aXbX".rstrip("X"), "prefix".startswith(("pre", "x")), "x.py".endswith(".py"))
