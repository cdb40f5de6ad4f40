# Lists, dicts and sets written as comprehensions.
LOOPS = 60


def main():
    total = 0
    for i in range(900):
        squares = [x * x for x in range(30)]
        even = {x: y for x, y in enumerate(squares) if y % 2 == 0}
        pairs = [(x, y) for x in range(6) for y in range(x) if x + y != i % 7]
        total += sum(even.values()) + len({x + y for x, y in pairs}) + len([p for p in pairs if p[0]])
    return total
