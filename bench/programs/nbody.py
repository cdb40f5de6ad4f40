BODIES = [
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47841760435743],
    [4.84143144246472, -1.16032004402743, -0.103622044471123, 0.606326392995832, 2.81198684491626, -0.0252183616598876, 0.037693674870389],
    [8.34336671824458, 4.1247985641243, -0.403523417114321, -1.01077434617879, 1.82566237123041, 0.00841576137658415, 0.0112863261319688],
    [12.8943695621391, -15.1111514016986, -0.223307578892656, 1.08279100644154, 0.868713018169608, -0.0108326374013636, 0.00172372405705971],
]


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z, self.vx, self.vy, self.vz, self.mass = x, y, z, vx, vy, vz, mass


def advance(bodies, dt, steps):
    for _ in range(steps):
        for i, a in enumerate(bodies):
            for b in bodies[i + 1:]:
                dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
                mag = dt / (dx * dx + dy * dy + dz * dz) ** 1.5
                a.vx -= dx * b.mass * mag
                a.vy -= dy * b.mass * mag
                a.vz -= dz * b.mass * mag
                b.vx += dx * a.mass * mag
                b.vy += dy * a.mass * mag
                b.vz += dz * a.mass * mag
        for a in bodies:
            a.x += dt * a.vx
            a.y += dt * a.vy
            a.z += dt * a.vz


LOOPS = 4


def main():
    bodies = [Body(*row) for row in BODIES]
    advance(bodies, 0.01, 12000)
    return "%.9f" % bodies[0].x
