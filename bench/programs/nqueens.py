# Permutations by a generator, and the queens among them.
def permutations(items, r):
    n = len(items)
    indices = list(range(n))
    cycles = list(range(n, n - r, -1))
    yield tuple(items[i] for i in indices[:r])
    while n:
        for i in reversed(range(r)):
            cycles[i] -= 1
            if cycles[i] == 0:
                indices[i:] = indices[i + 1:] + indices[i:i + 1]
                cycles[i] = n - i
            else:
                j = cycles[i]
                indices[i], indices[-j] = indices[-j], indices[i]
                yield tuple(items[i] for i in indices[:r])
                break
        else:
            return


LOOPS = 20


def main():
    n = 7
    columns = range(n)
    return sum(1 for vec in permutations(columns, n)
               if n == len(set(vec[i] + i for i in columns)) == len(set(vec[i] - i for i in columns)))
