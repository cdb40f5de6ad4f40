"""Planets: floats, lists of lists, nested loops."""
PI = 3.141592653589793
SOLAR_MASS = 4 * PI * PI
DAYS = 365.24

BODIES = {
    "sun": ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], SOLAR_MASS),
    "jupiter": ([4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01],
                [1.66007664274403694e-03 * DAYS, 7.69901118419740425e-03 * DAYS,
                 -6.90460016972063023e-05 * DAYS], 9.54791938424326609e-04 * SOLAR_MASS),
    "saturn": ([8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01],
               [-2.76742510726411041e-03 * DAYS, 4.99852801234917238e-03 * DAYS,
                2.30417297573763929e-05 * DAYS], 2.85885980666130812e-04 * SOLAR_MASS),
    "comet": ([1.0, 2.5, -3.25], [0.5, -0.25, 1.0], 1e-12),
}


def pairs(items):
    return [(a, b) for i, a in enumerate(items) for b in items[i + 1:]]


def advance(dt, steps, bodies, couples):
    for _ in range(steps):
        for ((p1, v1, m1), (p2, v2, m2)) in couples:
            dx, dy, dz = p1[0] - p2[0], p1[1] - p2[1], p1[2] - p2[2]
            mag = dt * ((dx * dx + dy * dy + dz * dz) ** -1.5)
            f1, f2 = m1 * mag, m2 * mag
            v1[0] -= dx * f2
            v1[1] -= dy * f2
            v1[2] -= dz * f2
            v2[0] += dx * f1
            v2[1] += dy * f1
            v2[2] += dz * f1
        for (p, v, _m) in bodies:
            for k in range(3):
                p[k] += dt * v[k]


def energy(bodies, couples):
    e = 0.0
    for ((p1, _, m1), (p2, _, m2)) in couples:
        e -= m1 * m2 / sum((a - b) ** 2 for a, b in zip(p1, p2)) ** 0.5
    for (_, v, m) in bodies:
        e += m * (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]) / 2.0
    return e


bodies = list(BODIES.values())
couples = pairs(bodies)
momentum = [sum(v[k] * m for _, v, m in bodies) for k in range(3)]
BODIES["sun"][1][:] = [-c / SOLAR_MASS for c in momentum]
print("%.9f" % energy(bodies, couples))
for _ in range(3):
    advance(0.01, 800, bodies, couples)
    print("%.9f" % energy(bodies, couples))
for name, (p, v, m) in BODIES.items():
    print(name.ljust(8), " ".join("%+.8f" % c for c in p))
