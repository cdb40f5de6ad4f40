# Numbers on a hexagonal board, each with as many neighbours as it says: a search with constraints.
RADIUS = 3


class Hex:
    def __init__(self, radius):
        self.cells = [(q, r) for q in range(-radius, radius + 1) for r in range(-radius, radius + 1) if abs(q + r) <= radius]
        index = {cell: i for i, cell in enumerate(self.cells)}
        self.near = [[index[q + dq, r + dr] for dq, dr in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1))
                      if (q + dq, r + dr) in index] for q, r in self.cells]


class Search:
    def __init__(self, board, counts):
        self.near = board.near
        self.left = counts[:]
        self.value = [None] * len(board.cells)
        self.steps = 0

    def possible(self, at, number):
        near = self.near[at]
        if number is not None:
            filled = sum(1 for n in near if self.value[n] is not None and self.value[n] >= 0)
            free = sum(1 for n in near if self.value[n] is None)
            if not filled <= number <= filled + free:
                return False
        return True

    def consistent(self, at):
        for n in self.near[at]:
            v = self.value[n]
            if v is not None and v >= 0 and not self.possible(n, v):
                return False
        return True

    def solve(self, at):
        if at == len(self.value):
            return True
        if self.steps > 6000:
            return False
        for number in range(-1, 7):
            if self.left[number + 1] == 0:
                continue
            self.steps += 1
            self.value[at] = number
            if (number < 0 or self.possible(at, number)) and self.consistent(at):
                self.left[number + 1] -= 1
                if self.solve(at + 1):
                    return True
                self.left[number + 1] += 1
            self.value[at] = None
        return False


LOOPS = 18


def main():
    board = Hex(RADIUS)
    # how many cells are empty, and how many say 0 to 6
    search = Search(board, [14, 1, 3, 6, 5, 4, 3, 1])
    return search.solve(0), search.steps, [v for v in search.value if v is not None][:12]
