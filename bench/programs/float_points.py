# Points in lists that are made, normalised and reduced.
from math import cos, sin, sqrt


class Point:
    __slots__ = ("x", "y", "z")

    def __init__(self, i):
        self.x = x = sin(i)
        self.y = cos(i) * 3
        self.z = (x * x) / 2

    def normalise(self):
        norm = sqrt(self.x * self.x + self.y * self.y + self.z * self.z)
        self.x /= norm
        self.y /= norm
        self.z /= norm

    def maximise(self, other):
        self.x = self.x if self.x > other.x else other.x
        self.y = self.y if self.y > other.y else other.y
        self.z = self.z if self.z > other.z else other.z
        return self


LOOPS = 20


def main():
    points = [Point(i) for i in range(12000)]
    for p in points:
        p.normalise()
    top = points[0]
    for p in points[1:]:
        top = top.maximise(p)
    return "%.9f %.9f %.9f" % (top.x, top.y, top.z)
