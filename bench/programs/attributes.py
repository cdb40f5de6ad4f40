# Attributes, methods, properties and inheritance.
class Account:
    rate = 3

    def __init__(self, owner, balance):
        self.owner = owner
        self._balance = balance
        self.log = 0

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        self.log += 1
        self._balance = value

    def interest(self):
        return self.balance * self.rate // 100

    @classmethod
    def kind(cls):
        return cls.rate

    @staticmethod
    def limit(x):
        return x if x < 10 ** 6 else 1000


class Savings(Account):
    rate = 5

    def __init__(self, owner, balance, term):
        super().__init__(owner, balance)
        self.term = term

    def interest(self):
        return super().interest() + self.term


LOOPS = 20


def main():
    accounts = [Account("a", 100), Savings("b", 200, 3), Savings("c", 50, 1), Account("d", 7)]
    total = 0
    for _ in range(5000):
        for a in accounts:
            a.balance = a.limit(a.balance + a.interest())
            total += a.kind() + a.log % 3
    return total, [a.balance for a in accounts]
