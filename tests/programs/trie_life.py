"""A trie with completion, and the game of life on a set of cells."""


class Trie:
    def __init__(self):
        self.children, self.count = {}, 0

    def add(self, word):
        node = self
        for c in word:
            node = node.children.setdefault(c, Trie())
        node.count += 1

    def complete(self, prefix):
        node = self
        for c in prefix:
            node = node.children.get(c)
            if node is None:
                return
        yield from node.walk(prefix)

    def walk(self, word):
        if self.count:
            yield word, self.count
        for c in sorted(self.children):
            yield from self.children[c].walk(word + c)

    def __len__(self):
        return self.count + sum(map(len, self.children.values()))

    def __bool__(self):
        return True


trie = Trie()
for word in "to tea ten i in inn tea team to too inner".split():
    trie.add(word)
print(list(trie.complete("te")), list(trie.complete("in")), list(trie.complete("z")), len(trie), list(trie.complete("")))


def step(live):
    counts = {}
    for x, y in live:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in live}


def parse(text):
    return {(x, y) for y, line in enumerate(text.split()) for x, c in enumerate(line) if c == "#"}


def show(live):
    xs, ys = zip(*live)
    return "\n".join("".join(".#"[(x, y) in live] for x in range(min(xs), max(xs) + 1)) for y in range(min(ys), max(ys) + 1))


live = parse(".##  ##.  .#.")
for generation in range(40):
    live = step(live)
print(len(live))
print(show(live))
glider = parse(".#. ..# ###")
for _ in range(40):
    glider = step(glider)
print(sorted(glider))
