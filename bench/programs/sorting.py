def numbers(n):
    x, out = 12345, []
    for _ in range(n):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(x)
    return out


def quicksort(xs):
    if len(xs) < 2:
        return xs
    pivot = xs[len(xs) // 2]
    return quicksort([x for x in xs if x < pivot]) + [x for x in xs if x == pivot] + quicksort([x for x in xs if x > pivot])


def insertion(xs):
    for i in range(1, len(xs)):
        x, j = xs[i], i
        while j > 0 and xs[j - 1] > x:
            xs[j] = xs[j - 1]
            j -= 1
        xs[j] = x
    return xs


LOOPS = 5


def main():
    xs = numbers(20000)
    a = quicksort(xs)
    b = sorted(xs, key=lambda x: (x & 1023, x))
    c = sorted(map(str, xs))
    d = insertion(xs[:300])
    return a[9000], b[0], c[-1], d[0]
