TEXT = "the quick brown fox jumps over the lazy dog and runs away from the big bad wolf " * 40


LOOPS = 5


def main():
    total = 0
    for _ in range(400):
        counts = {}
        for word in TEXT.split():
            word = word.upper() if len(word) & 1 else word.title()
            counts[word] = counts.get(word, 0) + 1
        line = ", ".join("%s=%d" % (w, counts[w]) for w in sorted(counts))
        letters = {}
        for c in line:
            if c.isalpha():
                letters[c] = letters.get(c, 0) + 1
        total += len(line) + sum(letters.values()) + len("{}:{!r}".format(total, line[::2]).replace("E", "ee"))
    return total
