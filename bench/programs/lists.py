# Slices, inserts, searches and a matrix product.
LOOPS = 60


def main():
    a = list(range(600))
    total = 0
    for i in range(1200):
        b = a[i % 300:i % 300 + 20]
        b[2:5] = [1]
        b.insert(0, i)
        del b[3]
        b.extend(a[:5])
        total += b.pop() + b.index(i) + (i in b) + len(a[::-2]) + b.count(1)
    n = 40
    x = [[float(i * j % 7) for j in range(n)] for i in range(n)]
    y = list(zip(*x))
    z = [[sum(p * q for p, q in zip(row, column)) for column in y] for row in x]
    return total, sum(map(sum, z))
