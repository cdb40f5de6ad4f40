# A little game solved as a Markov decision process, with fractions of dice as dictionaries.
from fractions import Fraction


def outcomes(state, action):
    me, other = state
    hit = Fraction(3, 4) if action == "jab" else Fraction(2, 5)
    damage = 1 if action == "jab" else 2
    after = (other - damage, me) if other > damage else None
    yield hit, after
    yield 1 - hit, (other, me)


LOOPS = 70


def main():
    states = [(a, b) for a in range(1, 7) for b in range(1, 7)]
    value = {s: Fraction(1, 2) for s in states}
    for _ in range(3):
        new = {}
        for s in states:
            best = Fraction(0)
            for action in ("jab", "swing"):
                v = sum((p * (1 if t is None else 1 - value[t].limit_denominator(1000)) for p, t in outcomes(s, action)), Fraction(0))
                best = max(best, v)
            new[s] = best
        value = new
    return "%.9f" % float(sum(value.values()))
