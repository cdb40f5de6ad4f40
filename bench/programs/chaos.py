# A fractal by chance: splines with control points as objects.
import random


class Vector:
    def __init__(self, x=0.0, y=0.0, z=0.0):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def scaled(self, k):
        return Vector(self.x * k, self.y * k, self.z * k)

    def length(self):
        return (self.x ** 2 + self.y ** 2 + self.z ** 2) ** 0.5

    def mix(self, other, t):
        return self.scaled(1 - t) + other.scaled(t)


class Spline:
    def __init__(self, points, degree=3):
        self.points = points
        self.degree = degree

    def __call__(self, t):
        n = len(self.points) - self.degree
        at = min(int(t * n), n - 1)
        part = [self.points[at + i] for i in range(self.degree + 1)]
        u = t * n - at
        while len(part) > 1:
            part = [part[i].mix(part[i + 1], u) for i in range(len(part) - 1)]
        return part[0]


LOOPS = 10


def main():
    r = random.Random(1234)
    splines = [Spline([Vector(r.random(), r.random()) for _ in range(8)]) for _ in range(3)]
    point = Vector(0.5, 0.5)
    total = 0.0
    for _ in range(2500):
        s = splines[r.randrange(3)]
        point = s(min(max(point.length() % 1.0, 0.0), 0.999))
        total += (point - Vector(0.5, 0.5)).length()
    return "%.9f" % total
