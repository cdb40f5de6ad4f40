# Random games of Go on a small board: groups, liberties and captures, after the benchmark of that name.
SIZE = 9
EMPTY, BLACK, WHITE = 0, 1, 2


class Square:
    def __init__(self, board, pos):
        self.board = board
        self.pos = pos
        self.color = EMPTY
        self.neighbours = []

    def link(self):
        x, y = self.pos % SIZE, self.pos // SIZE
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            if 0 <= x + dx < SIZE and 0 <= y + dy < SIZE:
                self.neighbours.append(self.board.squares[(y + dy) * SIZE + x + dx])

    def group(self):
        seen = {self}
        todo = [self]
        liberties = set()
        while todo:
            for n in todo.pop().neighbours:
                if n.color == EMPTY:
                    liberties.add(n)
                elif n.color == self.color and n not in seen:
                    seen.add(n)
                    todo.append(n)
        return seen, liberties


class Board:
    def __init__(self, seed):
        self.squares = [Square(self, pos) for pos in range(SIZE * SIZE)]
        for square in self.squares:
            square.link()
        self.seed = seed
        self.captured = {BLACK: 0, WHITE: 0}

    def random(self, n):
        self.seed = (self.seed * 1103515245 + 12345) & 0x7fffffff
        return (self.seed >> 8) % n

    def eye(self, square, color):
        return all(n.color == color for n in square.neighbours)

    def play(self, square, color):
        square.color = color
        other = WHITE if color == BLACK else BLACK
        for n in square.neighbours:
            if n.color == other:
                stones, liberties = n.group()
                if not liberties:
                    for stone in stones:
                        stone.color = EMPTY
                    self.captured[color] += len(stones)
        if not square.group()[1]:
            square.color = EMPTY
            return False
        return True

    def move(self, color):
        free = [s for s in self.squares if s.color == EMPTY and not self.eye(s, color)]
        while free:
            square = free.pop(self.random(len(free)))
            if self.play(square, color):
                return True
        return False


def game(seed):
    board = Board(seed)
    color, passes, moves = BLACK, 0, 0
    while passes < 2 and moves < 140:
        passes = 0 if board.move(color) else passes + 1
        color = WHITE if color == BLACK else BLACK
        moves += 1
    return sum(s.color == BLACK for s in board.squares) + board.captured[BLACK], moves


LOOPS = 4


def main():
    return [game(seed) for seed in range(7)]
