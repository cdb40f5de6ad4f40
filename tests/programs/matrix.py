"""Matrices with operators, fractions of our own, determinants."""


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


class Frac:
    __slots__ = ("n", "d")

    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError("Frac(%r, 0)" % n)
        g = gcd(n, d)
        if d < 0:
            g = -abs(g)
        else:
            g = abs(g)
        self.n, self.d = n // g, d // g

    @classmethod
    def of(cls, x):
        return x if isinstance(x, cls) else cls(x) if isinstance(x, int) else NotImplemented

    def __add__(self, other):
        other = Frac.of(other)
        if other is NotImplemented:
            return other
        return Frac(self.n * other.d + other.n * self.d, self.d * other.d)

    __radd__ = __add__

    def __neg__(self):
        return Frac(-self.n, self.d)

    def __sub__(self, other):
        return self + -Frac.of(other)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if isinstance(other, Matrix):
            return NotImplemented
        other = Frac.of(other)
        return Frac(self.n * other.n, self.d * other.d)

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = Frac.of(other)
        return Frac(self.n * other.d, self.d * other.n)

    def __rtruediv__(self, other):
        return Frac.of(other) / self

    def __eq__(self, other):
        other = Frac.of(other)
        return other if other is NotImplemented else (self.n, self.d) == (other.n, other.d)

    def __lt__(self, other):
        return self.n * Frac.of(other).d < Frac.of(other).n * self.d

    def __hash__(self):
        return hash((self.n, self.d)) if self.d != 1 else hash(self.n)

    def __bool__(self):
        return self.n != 0

    def __float__(self):
        return self.n / self.d

    def __repr__(self):
        return "%d" % self.n if self.d == 1 else "%d/%d" % (self.n, self.d)


class Matrix:
    def __init__(self, rows):
        self.rows = [[Frac.of(x) for x in row] for row in rows]

    def __getitem__(self, ij):
        if isinstance(ij, tuple):
            return self.rows[ij[0]][ij[1]]
        return self.rows[ij]

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, c)) for c in columns] for row in self.rows])

    def __imatmul__(self, other):
        self.rows = (self @ other).rows
        return self

    def __rmul__(self, k):
        return Matrix([[k * x for x in row] for row in self.rows])

    def __pow__(self, n, mod=None):
        result = Matrix.identity(len(self.rows))
        base = self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    @staticmethod
    def identity(n):
        return Matrix([[int(i == j) for j in range(n)] for i in range(n)])

    def eliminate(self):
        rows = [row[:] + unit[:] for row, unit in zip(self.rows, Matrix.identity(len(self.rows)).rows)]
        n, det = len(rows), Frac(1)
        for i in range(n):
            pivot = next((r for r in range(i, n) if rows[r][i]), None)
            if pivot is None:
                return Frac(0), None
            if pivot != i:
                rows[i], rows[pivot] = rows[pivot], rows[i]
                det = -det
            det *= rows[i][i]
            rows[i] = [x / rows[i][i] for x in rows[i]]
            for r in range(n):
                if r != i and rows[r][i]:
                    k = rows[r][i]
                    rows[r] = [x - k * y for x, y in zip(rows[r], rows[i])]
        return det, Matrix([row[n:] for row in rows])

    def __repr__(self):
        return "Matrix(%r)" % (self.rows,)


m = Matrix([[2, -1, 0], [1, 3, 5], [0, 4, 7]])
det, inverse = m.eliminate()
print(m, det, inverse)
print(m @ inverse, m[1, 2], m[0])
print(Frac(1, 2) * m, 3 * m)
print(Matrix([[1, 1], [1, 0]]) ** 50)
print(Matrix([[1, 2], [2, 4]]).eliminate())
hilbert = Matrix([[Frac(1, i + j + 1) for j in range(6)] for i in range(6)])
print(hilbert.eliminate()[0], hilbert.eliminate()[1][5])
m @= m
print(m)
print(sorted([Frac(3, 4), Frac(-1, 2), Frac(2, 3), Frac(5)]), float(Frac(1, 3)), 1 - Frac(1, 3), 1 / Frac(2, 7))
print(Frac(4, 2) == 2, {Frac(4, 2): "two"}[2], Frac(1, 2) == "x", Frac(6, -4))
try:
    Frac(1, 0)
except ZeroDivisionError as e:
    print(e)
