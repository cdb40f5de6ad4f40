# Tilings of a rectangle with pentominoes as bit masks, after the meteor contest benchmark.
WIDTH, HEIGHT = 10, 6
SHAPES = ["FF.|.FF|.F.", "IIIII", "L...|LLLL", "NN..|.NNN", "PP|PP|P.", "TTT|.T.|.T.", "U.U|UUU", "V..|V..|VVV",
          "W..|WW.|.WW", ".X.|XXX|.X.", ".Y..|YYYY", "ZZ.|.Z.|.ZZ"]


def cells(shape):
    return [(y, x) for y, row in enumerate(shape.split("|")) for x, c in enumerate(row) if c != "."]


def turned(piece):
    found = set()
    for flip in range(2):
        for _ in range(4):
            piece = [(x, -y) for y, x in piece]
            top = min(y for y, x in piece)
            left = min(x for y, x in piece)
            found.add(tuple(sorted((y - top, x - left) for y, x in piece)))
        piece = [(y, -x) for y, x in piece]
    return sorted(found)


def placements():
    by_cell = [[] for _ in range(WIDTH * HEIGHT)]
    for number, shape in enumerate(SHAPES):
        for form in turned(cells(shape)):
            height = max(y for y, x in form) + 1
            width = max(x for y, x in form) + 1
            for top in range(HEIGHT - height + 1):
                for left in range(WIDTH - width + 1):
                    mask = 0
                    first = WIDTH * HEIGHT
                    for y, x in form:
                        at = (y + top) * WIDTH + x + left
                        mask |= 1 << at
                        first = min(first, at)
                    by_cell[first].append((mask, 1 << number))
    return by_cell


def solve(by_cell, limit):
    full = (1 << WIDTH * HEIGHT) - 1
    found = tried = 0
    stack = [(0, 0, 0)]
    while stack:
        board, used, at = stack.pop()
        if board == full:
            found += 1
            continue
        while board >> at & 1:
            at += 1
        for mask, number in by_cell[at]:
            if not board & mask and not used & number:
                tried += 1
                stack.append((board | mask, used | number, at + 1))
        if tried > limit:
            break
    return found, tried


LOOPS = 2


def main():
    return solve(placements(), 60000)
