# Spheres over a checkered floor.
from math import sqrt


class V:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, o):
        return V(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return V(self.x - o.x, self.y - o.y, self.z - o.z)

    def __mul__(self, k):
        return V(self.x * k, self.y * k, self.z * k)

    def dot(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def unit(self):
        return self * (1.0 / sqrt(self.dot(self)))


class Sphere:
    def __init__(self, centre, radius, colour):
        self.centre, self.radius, self.colour = centre, radius, colour

    def hit(self, origin, ray):
        to = self.centre - origin
        b = to.dot(ray)
        d = b * b - to.dot(to) + self.radius * self.radius
        if d < 0:
            return None
        t = b - sqrt(d)
        return t if t > 1e-6 else None

    def normal(self, p):
        return (p - self.centre).unit()

    def shade(self, p):
        return self.colour


class Floor:
    def hit(self, origin, ray):
        if ray.y >= -1e-9:
            return None
        t = (-1.0 - origin.y) / ray.y
        return t if t > 1e-6 else None

    def normal(self, p):
        return V(0.0, 1.0, 0.0)

    def shade(self, p):
        return 0.9 if (int(p.x // 1) + int(p.z // 1)) % 2 else 0.2


LIGHT = V(5.0, 8.0, -4.0)


def trace(scene, origin, ray, depth):
    best = None
    for thing in scene:
        t = thing.hit(origin, ray)
        if t is not None and (best is None or t < best[0]):
            best = t, thing
    if best is None:
        return 0.1
    t, thing = best
    p = origin + ray * t
    n = thing.normal(p)
    light = (LIGHT - p).unit()
    shadow = any(o.hit(p, light) is not None for o in scene if o is not thing)
    value = 0.1 + (0.0 if shadow else max(0.0, n.dot(light)) * thing.shade(p))
    if depth:
        value += 0.3 * trace(scene, p, ray - n * (2 * ray.dot(n)), depth - 1)
    return value


LOOPS = 30


def main():
    scene = [Sphere(V(i - 1.5, 0.2 * i - 0.5, 5.0 + i), 0.8, 0.3 + 0.2 * i) for i in range(4)] + [Floor()]
    total = 0.0
    for y in range(28):
        for x in range(36):
            ray = V((x - 18) / 20.0, (14 - y) / 20.0, 1.0).unit()
            total += trace(scene, V(0.0, 0.5, 0.0), ray, 2)
    return "%.9f" % total
