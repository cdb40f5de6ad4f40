# A sparse matrix times a vector, in compressed rows.
LOOPS = 40


def main():
    n, per_row = 400, 8
    values, columns, starts = [], [], [0]
    for i in range(n):
        for k in range(per_row):
            values.append(((i * 7 + k * 13) % 100) / 100.0)
            columns.append((i * 3 + k * 31) % n)
        starts.append(len(values))
    x = [((i * 17) % 100) / 100.0 for i in range(n)]
    y = [0.0] * n
    for _ in range(25):
        for r in range(n):
            total = 0.0
            for i in range(starts[r], starts[r + 1]):
                total += x[columns[i]] * values[i]
            y[r] = total
    return "%.9f" % sum(y)
