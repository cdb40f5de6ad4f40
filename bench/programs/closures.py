# Functions that keep state, made and called often.
def counter(step):
    value = 0

    def count(n):
        nonlocal value
        value += step * n
        return value
    return count


def compose(*functions):
    def composed(x):
        for f in functions:
            x = f(x)
        return x
    return composed


LOOPS = 30


def main():
    counters = [counter(i) for i in range(12)]
    f = compose(lambda x: x + 1, lambda x: x * 3, counter(1))
    total = 0
    for i in range(6000):
        for c in counters:
            total += c(i) & 7
        total += f(i) & 15
    return total
