# Successive over-relaxation on a grid of lists of floats.
def relax(grid, omega, rounds):
    n = len(grid)
    quarter = omega * 0.25
    rest = 1.0 - omega
    for _ in range(rounds):
        for i in range(1, n - 1):
            row, above, below = grid[i], grid[i - 1], grid[i + 1]
            for j in range(1, n - 1):
                row[j] = quarter * (above[j] + below[j] + row[j - 1] + row[j + 1]) + rest * row[j]


LOOPS = 50


def main():
    n = 60
    grid = [[((i * j) % 11) / 11.0 for j in range(n)] for i in range(n)]
    relax(grid, 1.25, 12)
    return "%.9f" % sum(map(sum, grid))
