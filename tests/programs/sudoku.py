"""Sudoku by constraint sets and backtracking."""
PUZZLE = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79"
PEERS = {}
for cell in range(81):
    r, c = divmod(cell, 9)
    PEERS[cell] = {o for o in range(81) if o != cell and (
        o // 9 == r or o % 9 == c or (o // 27 == r // 3 and o % 9 // 3 == c // 3))}


def solve(grid):
    best = None
    for i, value in enumerate(grid):
        if value == 0:
            options = set(range(1, 10)) - {grid[o] for o in PEERS[i]}
            if not options:
                return None
            if best is None or len(options) < len(best[1]):
                best = i, options
    if best is None:
        return grid
    i, options = best
    for option in sorted(options):
        grid[i] = option
        solved = solve(grid)
        if solved:
            return solved
    grid[i] = 0
    return None


solution = solve([0 if c == "." else int(c) for c in PUZZLE])
for r in range(0, 81, 9):
    print(" ".join(map(str, solution[r:r + 9])))
assert all(len({solution[o] for o in PEERS[i]} | {v}) == 9 for i, v in enumerate(solution))
print(solve([1, 2, 3, 4, 5, 6, 7, 8, 0] + [0] * 8 + [9] + [0] * 63) is None, sum(solution), len(PEERS[40]))
