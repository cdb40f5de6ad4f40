# Counting, grouping and set algebra.
from collections import Counter, OrderedDict, defaultdict


LOOPS = 50


def main():
    words = ["w%d" % (i * 7919 % 997) for i in range(12000)]
    counts = {}
    for w in words:
        counts[w] = counts.get(w, 0) + 1
    groups = defaultdict(list)
    for i, w in enumerate(words):
        groups[len(w), i % 3].append(w)
    c = Counter(words)
    a = set(words[:600])
    b = {w for w in words if w.endswith("7")}
    ordered = OrderedDict((w, None) for w in words)
    ordered.move_to_end(words[0])
    return (len(counts), max(counts.values()), len(groups), c.most_common(1)[0][1], len(a | b), len(a & b),
            len(a - b), len(a ^ b), next(iter(ordered)))
