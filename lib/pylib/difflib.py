"""Differences of sequences: matching blocks, ratios, and deltas of texts in several forms."""

import re
from collections import namedtuple as _namedtuple
from heapq import nlargest as _nlargest

__all__ = [
    "get_close_matches", "ndiff", "restore", "SequenceMatcher", "Differ", "IS_CHARACTER_JUNK",
    "IS_LINE_JUNK", "context_diff", "unified_diff", "diff_bytes", "HtmlDiff", "Match",
]

Match = _namedtuple("Match", "a b size")


def _calculate_ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Compares two sequences of hashable items.

    The longest common block is found first, then what stands before and after it
    is treated in the same way. Items for which isjunk is true begin no block, and
    with autojunk neither do those that make up more than 1% of 200 or more.
    """

    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        """Compare these two."""
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        """Compare this one; what is known of the second one is kept."""
        if a is self.a:
            return
        self.a = a
        self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        """Compare with this one."""
        if b is self.b:
            return
        self.b = b
        self.matching_blocks = self.opcodes = None
        self.fullbcount = None
        self.__chain_b()

    def __chain_b(self):
        """Note where each item of b is (b2j), but junk and popular ones."""
        b = self.b
        self.b2j = b2j = {}
        for i, elt in enumerate(b):
            b2j.setdefault(elt, []).append(i)

        self.bjunk = junk = set()
        isjunk = self.isjunk
        if isjunk:
            junk.update(filter(isjunk, b2j))
            for elt in junk:
                del b2j[elt]

        self.bpopular = popular = set()
        n = len(b)
        if self.autojunk and n >= 200:
            ntest = n // 100 + 1
            popular.update(elt for elt, idxs in b2j.items() if len(idxs) > ntest)
            for elt in popular:
                del b2j[elt]

    def find_longest_match(self, alo, ahi, blo, bhi):
        """The longest block of a[alo:ahi] and b[blo:bhi]; the first one in a, then in b."""
        a, b, b2j, isbjunk = self.a, self.b, self.b2j, self.bjunk.__contains__
        besti, bestj, bestsize = alo, blo, 0
        # lengths of the blocks that end at the item before and each j
        j2len = {}
        nothing = []
        for i in range(alo, ahi):
            newj2len = {}
            for j in b2j.get(a[i], nothing):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                k = newj2len[j] = j2len.get(j - 1, 0) + 1
                if k > bestsize:
                    besti, bestj, bestsize = i - k + 1, j - k + 1, k
            j2len = newj2len

        # on both sides popular items, which b2j does not have, and then junk
        for junk in (False, True):
            while (
                besti > alo and bestj > blo and isbjunk(b[bestj - 1]) == junk
                and a[besti - 1] == b[bestj - 1]
            ):
                besti, bestj, bestsize = besti - 1, bestj - 1, bestsize + 1
            while (
                besti + bestsize < ahi and bestj + bestsize < bhi
                and isbjunk(b[bestj + bestsize]) == junk
                and a[besti + bestsize] == b[bestj + bestsize]
            ):
                bestsize += 1
        return Match(besti, bestj, bestsize)

    def get_matching_blocks(self):
        """All blocks in order, the last one with a size of 0 at the end of both."""
        if self.matching_blocks is not None:
            return self.matching_blocks
        la, lb = len(self.a), len(self.b)
        queue = [(0, la, 0, lb)]
        found = []
        while queue:
            alo, ahi, blo, bhi = queue.pop()
            i, j, k = match = self.find_longest_match(alo, ahi, blo, bhi)
            if not k:
                continue
            found.append(match)
            if alo < i and blo < j:
                queue.append((alo, i, blo, j))
            if i + k < ahi and j + k < bhi:
                queue.append((i + k, ahi, j + k, bhi))
        found.sort()

        # blocks that touch become one
        blocks = []
        i1 = j1 = k1 = 0
        for i2, j2, k2 in found:
            if i1 + k1 == i2 and j1 + k1 == j2:
                k1 += k2
            else:
                if k1:
                    blocks.append((i1, j1, k1))
                i1, j1, k1 = i2, j2, k2
        if k1:
            blocks.append((i1, j1, k1))
        blocks.append((la, lb, 0))
        self.matching_blocks = list(map(Match._make, blocks))
        return self.matching_blocks

    def get_opcodes(self):
        """(tag, i1, i2, j1, j2): how a[i1:i2] becomes b[j1:j2]."""
        if self.opcodes is not None:
            return self.opcodes
        i = j = 0
        self.opcodes = answer = []
        for ai, bj, size in self.get_matching_blocks():
            tag = ""
            if i < ai and j < bj:
                tag = "replace"
            elif i < ai:
                tag = "delete"
            elif j < bj:
                tag = "insert"
            if tag:
                answer.append((tag, i, ai, j, bj))
            i, j = ai + size, bj + size
            if size:
                answer.append(("equal", ai, i, bj, j))
        return answer

    def get_grouped_opcodes(self, n=3):
        """Groups of opcodes with up to n equal items around them."""
        codes = self.get_opcodes() or [("equal", 0, 1, 0, 1)]
        codes = list(codes)
        if codes[0][0] == "equal":
            tag, i1, i2, j1, j2 = codes[0]
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if codes[-1][0] == "equal":
            tag, i1, i2, j1, j2 = codes[-1]
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == "equal" and i2 - i1 > 2 * n:
                # too many: one group ends and another begins
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group

    def ratio(self):
        """Twice the number of items in blocks, by the number of items in all."""
        matches = sum(block[-1] for block in self.get_matching_blocks())
        return _calculate_ratio(matches, len(self.a) + len(self.b))

    def quick_ratio(self):
        """Not less than ratio(): the order does not count."""
        if self.fullbcount is None:
            self.fullbcount = full = {}
            for elt in self.b:
                full[elt] = full.get(elt, 0) + 1
        full = self.fullbcount
        avail = {}
        matches = 0
        for elt in self.a:
            left = avail[elt] if elt in avail else full.get(elt, 0)
            avail[elt] = left - 1
            if left > 0:
                matches += 1
        return _calculate_ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """Not less than quick_ratio(): only the lengths count."""
        la, lb = len(self.a), len(self.b)
        return _calculate_ratio(min(la, lb), la + lb)


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """Up to n of the possibilities with a ratio of at least cutoff, the best one first."""
    if not n > 0:
        raise ValueError("n must be > 0: %r" % (n,))
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError("cutoff must be in [0.0, 1.0]: %r" % (cutoff,))
    result = []
    s = SequenceMatcher()
    s.set_seq2(word)
    for x in possibilities:
        s.set_seq1(x)
        if (
            s.real_quick_ratio() >= cutoff
            and s.quick_ratio() >= cutoff
            and s.ratio() >= cutoff
        ):
            result.append((s.ratio(), x))
    return [x for score, x in _nlargest(n, result)]


def _count_leading(line, ch):
    return len(line) - len(line.lstrip(ch))


class Differ:
    """Deltas of lists of lines for people to read.

    Lines of a delta begin with '- ' (only in the first text), '+ ' (only in the
    second), '  ' (in both) or '? ' (in none: it points at differences within a line).
    """

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        """The delta's lines."""
        cruncher = SequenceMatcher(self.linejunk, a, b)
        for tag, alo, ahi, blo, bhi in cruncher.get_opcodes():
            if tag == "replace":
                yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
            elif tag == "delete":
                yield from self._dump("-", a, alo, ahi)
            elif tag == "insert":
                yield from self._dump("+", b, blo, bhi)
            elif tag == "equal":
                yield from self._dump(" ", a, alo, ahi)
            else:
                raise ValueError("unknown tag %r" % (tag,))

    def _dump(self, tag, x, lo, hi):
        for i in range(lo, hi):
            yield "%s %s" % (tag, x[i])

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        assert alo < ahi and blo < bhi
        # the shorter part first
        if bhi - blo < ahi - alo:
            yield from self._dump("+", b, blo, bhi)
            yield from self._dump("-", a, alo, ahi)
        else:
            yield from self._dump("-", a, alo, ahi)
            yield from self._dump("+", b, blo, bhi)

    def _fancy_replace(self, a, alo, ahi, b, blo, bhi):
        """Pair the two most similar lines, and go on with what is before and after them."""
        best_ratio, cutoff = 0.74, 0.75
        cruncher = SequenceMatcher(self.charjunk)
        # the first pair of equal lines, if there is one
        eqi = eqj = None
        best_i = best_j = None
        for j in range(blo, bhi):
            bj = b[j]
            cruncher.set_seq2(bj)
            for i in range(alo, ahi):
                ai = a[i]
                if ai == bj:
                    if eqi is None:
                        eqi, eqj = i, j
                    continue
                cruncher.set_seq1(ai)
                # the quick ones save most of the work
                if (
                    cruncher.real_quick_ratio() > best_ratio
                    and cruncher.quick_ratio() > best_ratio
                    and cruncher.ratio() > best_ratio
                ):
                    best_ratio, best_i, best_j = cruncher.ratio(), i, j
        if best_ratio < cutoff:
            if eqi is None:
                yield from self._plain_replace(a, alo, ahi, b, blo, bhi)
                return
            best_i, best_j, best_ratio = eqi, eqj, 1.0
        else:
            # equal lines are not what is looked for
            eqi = None

        yield from self._fancy_helper(a, alo, best_i, b, blo, best_j)
        aelt, belt = a[best_i], b[best_j]
        if eqi is None:
            atags = btags = ""
            cruncher.set_seqs(aelt, belt)
            for tag, ai1, ai2, bj1, bj2 in cruncher.get_opcodes():
                la, lb = ai2 - ai1, bj2 - bj1
                if tag == "replace":
                    atags += "^" * la
                    btags += "^" * lb
                elif tag == "delete":
                    atags += "-" * la
                elif tag == "insert":
                    btags += "+" * lb
                elif tag == "equal":
                    atags += " " * la
                    btags += " " * lb
                else:
                    raise ValueError("unknown tag %r" % (tag,))
            yield from self._qformat(aelt, belt, atags, btags)
        else:
            yield "  " + aelt
        yield from self._fancy_helper(a, best_i + 1, ahi, b, best_j + 1, bhi)

    def _fancy_helper(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi:
            if blo < bhi:
                yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
            else:
                yield from self._dump("-", a, alo, ahi)
        elif blo < bhi:
            yield from self._dump("+", b, blo, bhi)

    def _qformat(self, aline, bline, atags, btags):
        """Two lines and what points at their differences; leading tabs stay."""
        common = min(_count_leading(aline, "\t"), _count_leading(bline, "\t"))
        common = min(common, _count_leading(atags[:common], " "))
        common = min(common, _count_leading(btags[:common], " "))
        for sign, line, tags in (("-", aline, atags), ("+", bline, btags)):
            yield sign + " " + line
            tags = tags[common:].rstrip()
            if tags:
                yield "? %s%s\n" % ("\t" * common, tags)


def IS_LINE_JUNK(line, pat=re.compile(r"\s*(?:#\s*)?$").match):
    """Whether a line is blank, but for a '#'."""
    return pat(line) is not None


def IS_CHARACTER_JUNK(ch, ws=" \t"):
    """Whether a character is a blank or a tab."""
    return ch in ws


# unified and context diffs

def _format_range_unified(start, stop):
    beginning = start + 1
    length = stop - start
    if length == 1:
        return "{}".format(beginning)
    if not length:
        # empty ranges stand after a line
        beginning -= 1
    return "{},{}".format(beginning, length)


def _date(text):
    return "\t{}".format(text) if text else ""


def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3,
                 lineterm="\n"):
    """The lines of a unified diff of two lists of lines, with n lines of context."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield "--- {}{}{}".format(fromfile, _date(fromfiledate), lineterm)
            yield "+++ {}{}{}".format(tofile, _date(tofiledate), lineterm)
        first, last = group[0], group[-1]
        yield "@@ -{} +{} @@{}".format(
            _format_range_unified(first[1], last[2]),
            _format_range_unified(first[3], last[4]), lineterm)
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                for line in a[i1:i2]:
                    yield " " + line
                continue
            if tag in ("replace", "delete"):
                for line in a[i1:i2]:
                    yield "-" + line
            if tag in ("replace", "insert"):
                for line in b[j1:j2]:
                    yield "+" + line


def _format_range_context(start, stop):
    beginning = start + 1
    length = stop - start
    if not length:
        beginning -= 1
    if length <= 1:
        return "{}".format(beginning)
    return "{},{}".format(beginning, beginning + length - 1)


def context_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3,
                 lineterm="\n"):
    """The lines of a context diff of two lists of lines, with n lines of context."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    prefix = {"insert": "+ ", "delete": "- ", "replace": "! ", "equal": "  "}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield "*** {}{}{}".format(fromfile, _date(fromfiledate), lineterm)
            yield "--- {}{}{}".format(tofile, _date(tofiledate), lineterm)
        first, last = group[0], group[-1]
        yield "***************" + lineterm

        yield "*** {} ****{}".format(_format_range_context(first[1], last[2]), lineterm)
        if any(tag in ("replace", "delete") for tag, *_ in group):
            for tag, i1, i2, _, _ in group:
                if tag != "insert":
                    for line in a[i1:i2]:
                        yield prefix[tag] + line

        yield "--- {} ----{}".format(_format_range_context(first[3], last[4]), lineterm)
        if any(tag in ("replace", "insert") for tag, *_ in group):
            for tag, _, _, j1, j2 in group:
                if tag != "delete":
                    for line in b[j1:j2]:
                        yield prefix[tag] + line


def _check_types(a, b, *args):
    # bytes would give texts with their reprs
    for lines in (a, b):
        if lines and not isinstance(lines[0], str):
            raise TypeError("lines to compare must be str, not %s (%r)" % (
                type(lines[0]).__name__, lines[0]))
    for arg in args:
        if not isinstance(arg, str):
            raise TypeError("all arguments must be str, not: %r" % (arg,))


def diff_bytes(dfunc, a, b, fromfile=b"", tofile=b"", fromfiledate=b"", tofiledate=b"", n=3,
               lineterm=b"\n"):
    """unified_diff or context_diff of bytes in whatever encoding."""
    def decode(s):
        try:
            return s.decode("ascii", "surrogateescape")
        except AttributeError as err:
            raise TypeError("all arguments must be bytes, not %s (%r)" % (
                type(s).__name__, s)) from err

    a = list(map(decode, a))
    b = list(map(decode, b))
    texts = [decode(s) for s in (fromfile, tofile, fromfiledate, tofiledate)]
    for line in dfunc(a, b, *texts, n, decode(lineterm)):
        yield line.encode("ascii", "surrogateescape")


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """A Differ's delta of two lists of lines."""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """The lines of the first or second text (which: 1 or 2) of an ndiff() delta."""
    try:
        tag = {1: "- ", 2: "+ "}[int(which)]
    except KeyError:
        raise ValueError("unknown delta choice (must be 1 or 2): %r" % which)
    for line in delta:
        if line[:2] in ("  ", tag):
            yield line[2:]


# HTML

_change_re = re.compile(r"(\++|\-+|\^+)")


def _mark(text, kind, points):
    """A line with its changes marked: a NUL, '+', '-' or '^', the change, and a \\1."""
    if points is not None:
        out = []
        at = 0
        for m in _change_re.finditer(points):
            begin, end = m.span()
            out.append(text[at:begin])
            out.append("\0" + m.group(1)[0] + text[begin:end] + "\1")
            at = end
        out.append(text[at:])
        return "".join(out)
    # a line that is changed as a whole; an empty one has to show as well
    return "\0" + kind + (text or " ") + "\1"


def _mdiff(fromlines, tolines, context=None, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """Pairs of lines side by side: ((number, text), (number, text), changed).

    With a context (a number of lines) only what is near changes, and (None, None,
    None) between the parts.
    """
    pairs = _line_pairs(list(ndiff(fromlines, tolines, linejunk, charjunk)))
    if context is None:
        yield from pairs
        return
    context += 1
    lines_to_write = 0
    while True:
        # what comes before a change waits in a ring
        index, ring = 0, [None] * context
        found = False
        while not found:
            try:
                from_line, to_line, found = next(pairs)
            except StopIteration:
                return
            ring[index % context] = (from_line, to_line, found)
            index += 1
        if index > context:
            yield None, None, None
            lines_to_write = context
        else:
            lines_to_write = index
            index = 0
        while lines_to_write:
            yield ring[index % context]
            index += 1
            lines_to_write -= 1
        # and what comes after one, until there are no more
        lines_to_write = context - 1
        try:
            while lines_to_write:
                from_line, to_line, found = next(pairs)
                if found:
                    lines_to_write = context - 1
                else:
                    lines_to_write -= 1
                yield from_line, to_line, found
        except StopIteration:
            return


def _line_pairs(delta):
    """The lines of an ndiff() delta side by side."""
    numbers = [0, 0]

    def side(which, text):
        numbers[which] += 1
        return numbers[which], text

    def one_sided(lines):
        """Changed lines that have no partner, in two lists that are paired in order."""
        olds = [x for x in lines if x[0] == "-"]
        news = [x for x in lines if x[0] == "+"]
        for i in range(max(len(olds), len(news))):
            old = side(0, olds[i][1]) if i < len(olds) else ("", "\n")
            new = side(1, news[i][1]) if i < len(news) else ("", "\n")
            yield old, new, True

    i = 0
    n = len(delta)
    waiting = []
    while i < n:
        kinds = "".join(line[0] for line in delta[i:i + 4])
        text = delta[i][2:]
        if kinds.startswith("-?+?"):
            pair = (_mark(text, "-", delta[i + 1][2:]), _mark(delta[i + 2][2:], "+", delta[i + 3][2:]))
            used = 4
        elif kinds.startswith("--++"):
            # several lines that were replaced by several
            pair = None
            used = 1
        elif kinds.startswith("-+?"):
            pair = (text, _mark(delta[i + 1][2:], "+", delta[i + 2][2:]))
            used = 3
        elif kinds.startswith("-?+"):
            pair = (_mark(text, "-", delta[i + 1][2:]), delta[i + 2][2:])
            used = 3
        else:
            pair = None
            used = 1
        if pair is not None:
            yield from one_sided(waiting)
            waiting = []
            yield side(0, pair[0]), side(1, pair[1]), True
        elif kinds[0] == " ":
            yield from one_sided(waiting)
            waiting = []
            yield side(0, text), side(1, text), False
        elif kinds[0] in "-+":
            # a block of '-' before '+' is paired line by line, one of '+' before '-' is not
            if waiting and kinds[0] == "-" and waiting[-1][0] == "+":
                yield from one_sided(waiting)
                waiting = []
            body = text[:-1] if text.endswith("\n") else text
            end = "\n" if text.endswith("\n") else ""
            waiting.append((kinds[0], _mark(body, kinds[0], None) + end))
        i += used
    yield from one_sided(waiting)


_file_template = """
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
          "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">

<html>

<head>
    <meta http-equiv="Content-Type"
          content="text/html; charset=%(charset)s" />
    <title></title>
    <style type="text/css">%(styles)s
    </style>
</head>

<body>
    %(table)s%(legend)s
</body>

</html>"""

_styles = """
        table.diff {font-family:Courier; border:medium;}
        .diff_header {background-color:#e0e0e0}
        td.diff_header {text-align:right}
        .diff_next {background-color:#c0c0c0}
        .diff_add {background-color:#aaffaa}
        .diff_chg {background-color:#ffff77}
        .diff_sub {background-color:#ffaaaa}"""

_table_template = """
    <table class="diff" id="difflib_chg_%(prefix)s_top"
           cellspacing="0" cellpadding="0" rules="groups" >
        <colgroup></colgroup> <colgroup></colgroup> <colgroup></colgroup>
        <colgroup></colgroup> <colgroup></colgroup> <colgroup></colgroup>
        %(header_row)s
        <tbody>
%(data_rows)s        </tbody>
    </table>"""

_legend = """
    <table class="diff" summary="Legends">
        <tr> <th colspan="2"> Legends </th> </tr>
        <tr> <td> <table border="" summary="Colors">
                      <tr><th> Colors </th> </tr>
                      <tr><td class="diff_add">&nbsp;Added&nbsp;</td></tr>
                      <tr><td class="diff_chg">Changed</td> </tr>
                      <tr><td class="diff_sub">Deleted</td> </tr>
                  </table></td>
             <td> <table border="" summary="Links">
                      <tr><th colspan="2"> Links </th> </tr>
                      <tr><td>(f)irst change</td> </tr>
                      <tr><td>(n)ext change</td> </tr>
                      <tr><td>(t)op</td> </tr>
                  </table></td> </tr>
    </table>"""


class HtmlDiff:
    """Tables or pages of HTML that show two texts side by side, with changes marked."""

    _file_template = _file_template
    _styles = _styles
    _table_template = _table_template
    _legend = _legend
    # each table has a prefix of its own for its anchors
    _default_prefix = 0

    def __init__(self, tabsize=8, wrapcolumn=None, linejunk=None, charjunk=IS_CHARACTER_JUNK):
        self._tabsize = tabsize
        self._wrapcolumn = wrapcolumn
        self._linejunk = linejunk
        self._charjunk = charjunk

    def make_file(self, fromlines, tolines, fromdesc="", todesc="", context=False, numlines=5,
                  *, charset="utf-8"):
        """A page with a table of two lists of lines."""
        page = self._file_template % dict(
            styles=self._styles, legend=self._legend,
            table=self.make_table(fromlines, tolines, fromdesc, todesc, context=context,
                                  numlines=numlines),
            charset=charset)
        return page.encode(charset, "xmlcharrefreplace").decode(charset)

    def _tab_newline_replace(self, fromlines, tolines):
        """Lines without newlines, tabs as blanks that are marked to become '&nbsp;'."""
        def expand(line):
            # blanks that are there already must not look like tabs
            line = line.replace(" ", "\0").expandtabs(self._tabsize)
            return line.replace(" ", "\t").replace("\0", " ").rstrip("\n")
        return [expand(line) for line in fromlines], [expand(line) for line in tolines]

    def _split_line(self, data_list, line_num, text):
        """Append a line in pieces of the wrap column; marks go on in the next piece."""
        if not line_num:
            data_list.append((line_num, text))
            return
        size = len(text)
        width = self._wrapcolumn
        if size <= width or size - text.count("\0") * 3 <= width:
            data_list.append((line_num, text))
            return
        i = n = 0
        mark = ""
        while n < width and i < size:
            if text[i] == "\0":
                mark = text[i + 1]
                i += 2
            elif text[i] == "\1":
                mark = ""
                i += 1
            else:
                i += 1
                n += 1
        first, rest = text[:i], text[i:]
        if mark:
            first += "\1"
            rest = "\0" + mark + rest
        data_list.append((line_num, first))
        self._split_line(data_list, ">", rest)

    def _line_wrapper(self, diffs):
        for fromdata, todata, flag in diffs:
            if flag is None:
                # between two parts
                yield fromdata, todata, flag
                continue
            fromlist, tolist = [], []
            self._split_line(fromlist, *fromdata)
            self._split_line(tolist, *todata)
            while fromlist or tolist:
                left = fromlist.pop(0) if fromlist else ("", " ")
                right = tolist.pop(0) if tolist else ("", " ")
                yield left, right, flag

    def _collect_lines(self, diffs):
        fromlist, tolist, flaglist = [], [], []
        for fromdata, todata, flag in diffs:
            if flag is None:
                fromlist.append(None)
                tolist.append(None)
            else:
                fromlist.append(self._format_line(0, flag, *fromdata))
                tolist.append(self._format_line(1, flag, *todata))
            flaglist.append(flag)
        return fromlist, tolist, flaglist

    def _format_line(self, side, flag, linenum, text):
        """The cells of one side of a line."""
        try:
            linenum = "%d" % linenum
            id = ' id="%s%s"' % (self._prefix[side], linenum)
        except TypeError:
            # '' or '>'
            id = ""
        text = text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
        text = text.replace(" ", "&nbsp;").rstrip()
        return '<td class="diff_header"%s>%s</td><td nowrap="nowrap">%s</td>' % (
            id, linenum, text)

    def _make_prefix(self):
        n = HtmlDiff._default_prefix
        HtmlDiff._default_prefix += 1
        self._prefix = ["from%d_" % n, "to%d_" % n]

    def _convert_flags(self, fromlist, tolist, flaglist, context, numlines):
        """Anchors and links from each change to the next one."""
        toprefix = self._prefix[1]
        next_id = [""] * len(flaglist)
        next_href = [""] * len(flaglist)
        num_chg, in_change = 0, False
        last = 0
        for i, flag in enumerate(flaglist):
            if flag:
                if not in_change:
                    in_change = True
                    last = i
                    # some lines before it, so that it is in sight
                    i = max([0, i - numlines])
                    next_id[i] = ' id="difflib_chg_%s_%d"' % (toprefix, num_chg)
                    num_chg += 1
                    next_href[last] = '<a href="#difflib_chg_%s_%d">n</a>' % (toprefix, num_chg)
            else:
                in_change = False
        if not flaglist:
            flaglist = [False]
            next_id = [""]
            next_href = [""]
            if context:
                fromlist = ["<td></td><td>&nbsp;No Differences Found&nbsp;</td>"]
                tolist = fromlist
            else:
                fromlist = tolist = ["<td></td><td>&nbsp;Empty File&nbsp;</td>"]
        if not flaglist[0]:
            next_href[0] = '<a href="#difflib_chg_%s_0">f</a>' % toprefix
        next_href[last] = '<a href="#difflib_chg_%s_top">t</a>' % toprefix
        return fromlist, tolist, flaglist, next_href, next_id

    def make_table(self, fromlines, tolines, fromdesc="", todesc="", context=False, numlines=5):
        """A table of two lists of lines; with context only what is near changes."""
        self._make_prefix()
        fromlines, tolines = self._tab_newline_replace(fromlines, tolines)
        diffs = _mdiff(fromlines, tolines, numlines if context else None,
                       linejunk=self._linejunk, charjunk=self._charjunk)
        if self._wrapcolumn:
            diffs = self._line_wrapper(diffs)
        fromlist, tolist, flaglist = self._collect_lines(diffs)
        fromlist, tolist, flaglist, next_href, next_id = self._convert_flags(
            fromlist, tolist, flaglist, context, numlines)

        s = []
        row = '            <tr><td class="diff_next"%s>%s</td>%s' + \
              '<td class="diff_next">%s</td>%s</tr>\n'
        for i, flag in enumerate(flaglist):
            if flag is None:
                # between two parts
                if i > 0:
                    s.append("        </tbody>        \n        <tbody>\n")
            else:
                s.append(row % (next_id[i], next_href[i], fromlist[i], next_href[i], tolist[i]))
        header_row = ""
        if fromdesc or todesc:
            header_row = "<thead><tr>%s%s%s%s</tr></thead>" % (
                '<th class="diff_next"><br /></th>',
                '<th colspan="2" class="diff_header">%s</th>' % fromdesc,
                '<th class="diff_next"><br /></th>',
                '<th colspan="2" class="diff_header">%s</th>' % todesc)
        table = self._table_template % dict(
            data_rows="".join(s), header_row=header_row, prefix=self._prefix[1])
        return (
            table.replace("\0+", '<span class="diff_add">')
            .replace("\0-", '<span class="diff_sub">')
            .replace("\0^", '<span class="diff_chg">')
            .replace("\1", "</span>")
            .replace("\t", "&nbsp;")
        )
