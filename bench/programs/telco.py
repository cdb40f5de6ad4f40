# Telephone bills in decimal arithmetic.
from decimal import Decimal, ROUND_DOWN, ROUND_HALF_EVEN


LOOPS = 320


def main():
    cent = Decimal("0.01")
    rates = Decimal("0.0013"), Decimal("0.00894")
    tax, far = Decimal("0.0675"), Decimal("0.0341")
    total = Decimal(0)
    for i in range(1500):
        seconds = Decimal((i * 7919) % 3600)
        price = (seconds * rates[i & 1]).quantize(cent, ROUND_HALF_EVEN)
        bill = price + (price * tax).quantize(cent, ROUND_DOWN)
        if i & 1:
            bill += (price * far).quantize(cent, ROUND_DOWN)
        total += bill
    return str(total)
