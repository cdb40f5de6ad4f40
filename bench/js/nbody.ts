/** The n-body program by hand: what a person would write in JavaScript. */
class Body {
  constructor(
    public x: number,
    public y: number,
    public z: number,
    public vx: number,
    public vy: number,
    public vz: number,
    public mass: number,
  ) {}
}

function advance(bodies: Body[], dt: number, steps: number): void {
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < bodies.length; i++) {
      const a = bodies[i];
      for (let j = i + 1; j < bodies.length; j++) {
        const b = bodies[j];
        const dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
        const mag = dt / (dx * dx + dy * dy + dz * dz) ** 1.5;
        a.vx -= dx * b.mass * mag;
        a.vy -= dy * b.mass * mag;
        a.vz -= dz * b.mass * mag;
        b.vx += dx * a.mass * mag;
        b.vy += dy * a.mass * mag;
        b.vz += dz * a.mass * mag;
      }
    }
    for (const a of bodies) {
      a.x += dt * a.vx;
      a.y += dt * a.vy;
      a.z += dt * a.vz;
    }
  }
}

/** One call of the program's main(), and its result as Python shows it. */
export function main(): string {
  // deno-fmt-ignore
  const bodies = [
    new Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47841760435743),
    new Body(4.84143144246472, -1.16032004402743, -0.103622044471123, 0.606326392995832, 2.81198684491626, -0.0252183616598876, 0.037693674870389),
    new Body(8.34336671824458, 4.1247985641243, -0.403523417114321, -1.01077434617879, 1.82566237123041, 0.00841576137658415, 0.0112863261319688),
    new Body(12.8943695621391, -15.1111514016986, -0.223307578892656, 1.08279100644154, 0.868713018169608, -0.0108326374013636, 0.00172372405705971),
  ];
  advance(bodies, 0.01, 12000);
  return `'${bodies[0].x.toFixed(9)}'`;
}
