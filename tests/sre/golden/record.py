"""Records what CPython 3.6's re makes of patterns and templates: run it with python3.6 in this folder."""
import json
import random
import re
import signal
import sre_compile
import sre_parse
import warnings

random.seed(20140917)

FRAGMENTS = (
    "a b ab . ^ $ \\b \\B \\d \\w \\s \\A \\Z [a-c] [^ab] [\\d_] [^\\w] (a) (?:ab) (?P<n>b) (?P=n) \\1 \\2 "
    "(?=a) (?!b) (?<=a) (?<!ab) (?(1)a|b) (?i:aB) (?-i:k) (?s:.) | * + ? *? +? ?? {2} {1,} {,2} {1,2}? ( ) [ ] "
    "\\x41 \\u0131 \\U0001f40d K s \u017f \u212a [s-k] [k-s] \\07 \\012 (?m) (?#c) { } \\ \\q \xc9 \xe9 [\xc0-\xff] "
    "\U0001f40d \U00010400 [\U00010400-\U00010410] x{70000} (?P<n (?P<1> (?P> (?z) (?<x (?i (?- (?i-i: (?( (?(9)a) "
    "(?(0)a) - ^* a** x{99999999999} (?-m:a) (?im) (?x)").split(" ") + ["(?x: a )", "\n", "# c"]

HAND = [
    "", "a" * 30, "abc|abd", "a|b|c", "(?:x|y)z", "abcabd", "(ab)c", "a(?i:b)", "[\u0100-\u3000]", "[abc-e\\s]",
    "[\\w\\d]", "(?i)[k-s]", "(?i)\u0131", "(?i)[\U00010400-\U00010410a]", "[\u0000-\U0010ffff]", "(?:a*)*", "(a*?)+",
    "(?P<one>a)(?P<two>b)(?(one)c|d)(?P=two)", "(?<=ab|cd)e", "(?<=a|bc)d", "(?<=(a)\\1)b", "\\777", "[\\400]", "[\\8]", "\\8",
    "(?P<a>x)(?P<a>y)", "(?P<n>a", "(?P=x)", "(?P<x y>a)", "(?(x)a)", "(?(1", "(?P<", "(?P", "(?", "(?<", "(?<=",
    "a{1,2}{3}", "a{2,1}", "a{,", "a{1", "*a", "(*a)", "a|*", "[a", "[]", "[^]", "[]a]", "[a-", "[b-a]", "[\\d-a]", "[a-\\d]",
    "(a))", ")", "(?L)a", "(?a)(?u)a", "(?au)a", "(?i-L:a)", "(?L:a)", "(?ii-m:a)", "(?i-:a)", "(?-:a)", "(?iz)", "(?i1)",
    "(?#", "a(?i)b", "(?i) (?m)", " (?x) a", "(?x) a # c\n b", "\\x4", "\\u12", "\\U0000000", "\\U00110000", "\\z", "[\\z]",
    "\\", "a\\", "line\n[", "l1\nl2\n(",
]

codes = []


def compiled(pattern, flags):
    warned = []
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always")
        try:
            tree = sre_parse.parse(pattern, flags)
            code = sre_compile._code(tree, flags)
            try:
                sre_compile.compile(pattern, flags)
                valid = True
            except RuntimeError:
                valid = False
            result = ["ok", [int(c) for c in code], tree.pattern.flags | flags, tree.pattern.groups - 1,
                      tree.pattern.groupdict, valid]
        except re.error as e:
            result = ["error", str(e), e.msg, e.pos, e.lineno, e.colno]
        except Exception as e:
            result = [type(e).__name__, str(e), str(e), None, None, None]
        warned = sorted({str(w.message) for w in log})
    is_bytes = isinstance(pattern, bytes)
    codes.append([pattern.decode("latin1") if is_bytes else pattern, is_bytes, flags, result, warned])


for p in HAND:
    compiled(p, 0)
    compiled(p, 2)
    try:
        compiled(p.encode("latin1"), 2)
    except UnicodeError:
        pass
for _ in range(500):
    compiled("".join(random.choice(FRAGMENTS) for _ in range(random.randint(1, 6))), random.choice((0, 0, 2, 8, 64, 256)))
# a two-level bitmap is long
codes = [c for c in codes if len(json.dumps(c)) < 1500]

ATOMS = ["a", "b", "c", ".", "[ab]", "[^a]", "\\w", "\\d", "\\s", "\\b", "\\B", "^", "$", "\\A", "\\Z", "A", "\u017f", "K",
         "\xe9", "_", "1", "\n", " ", "[a-c\\d]", "[^\\w]", "\U00010400", "\U0001f40d", "[\xc0-\xff]"]


def generate(depth, groups):
    r = random.random()
    if depth <= 0 or r < 0.35:
        return random.choice(ATOMS[:16] if random.random() < 0.8 else ATOMS)
    if r < 0.55:
        return generate(depth - 1, groups) + generate(depth - 1, groups)
    if r < 0.65:
        return "(?:%s|%s)" % (generate(depth - 1, groups), random.choice([generate(depth - 1, groups), ""]))
    if r < 0.78:
        groups.append(1)
        return "(%s)" % generate(depth - 1, groups)
    if r < 0.90:
        item = generate(depth - 1, groups)
        if len(item) > 1 and item[0] not in "([":
            item = "(?:%s)" % item
        return item + random.choice("* + ? *? +? ?? {2} {1,2} {0,2}? {1,}? {,3} {2,4}".split())
    if r < 0.95:
        return "(?%s%s)" % (random.choice("=!"), generate(depth - 1, groups))
    if r < 0.98:
        return "(?<%s%s)" % (random.choice("=!"), random.choice(["a", "b", "ab", "[ab]", "(a)", "\\b"]))
    if groups:
        return "\\%d" % random.randint(1, len(groups))
    return "(?i:%s)" % generate(depth - 1, groups)


class Timeout(Exception):
    pass


def expired(*args):
    raise Timeout


signal.signal(signal.SIGALRM, expired)
matches = []
while len(matches) < 900:
    pattern = generate(5, [])
    if len(pattern) > 60:
        continue
    flags = random.choice((0, 0, 2, 8, 16, 10, 256))
    is_bytes = random.random() < 0.15
    try:
        p = re.compile(pattern.encode("latin1") if is_bytes else pattern, flags)
        alphabet = random.choice(["ab", "abc", "aAbB", "ab1 _\n", "ab\u017fKk\xc9\xe9", "ab\U00010400\U00010428\U0001f40d"])
        text = "".join(random.choice(alphabet) for _ in range(random.randint(0, 9)))
        subject = text.encode("latin1") if is_bytes else text
    except (re.error, UnicodeError):
        continue
    pos, endpos = random.choice((0, 0, 1, 2, 5)), random.choice((100, 100, 3, 5, 0))
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        results = []
        for m in (p.search(subject, pos, endpos), p.match(subject, pos, endpos), p.fullmatch(subject, pos, endpos)):
            results.append(m and [[x for i in range(p.groups + 1) for x in m.span(i)], m.lastindex or -1])
    except Timeout:
        continue
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    matches.append([pattern, is_bytes, flags, text, pos, endpos, results])

TEMPLATES = ["", "plain", "\\1", "\\2x", "\\3", "\\g<1>", "\\g<0>", "\\g<name>", "\\g<nope>", "\\g<", "\\g", "\\g<>", "\\g<a b>",
             "\\g<-1>", "\\g<+1>", "\\g< 1 >", "\\g<99>", "\\g<99999999999>", "\\0", "\\07", "\\012", "\\0123", "\\10", "\\100",
             "\\377", "\\400", "\\111", "\\n\\t\\r\\v\\f\\a\\b\\\\", "\\q", "\\.", "a\\", "x\\1y\\g<name>z\\\\", "\\1\\1", "\\8", "\\99"]
templates = []
pattern = re.compile("(a)(?P<name>b)")
for text in TEMPLATES:
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always")
        try:
            groups, literals = sre_parse.parse_template(text, pattern)
            parts = list(literals)
            for i, g in groups:
                parts[i] = g
            result = ["ok", parts]
        except re.error as e:
            result = ["error", str(e)]
        except Exception as e:
            result = [type(e).__name__, e.args[0]]
        templates.append([text, result, [str(w.message) for w in log]])

for name, value in (("codes", codes), ("matches", matches), ("templates", templates)):
    json.dump(value, open(name + ".golden", "w"), separators=(",", ":"))
