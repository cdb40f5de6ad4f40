"""Accounts: classes, exceptions of our own, properties, chained exceptions."""


class BankError(Exception):
    """Base of all."""


class InsufficientFunds(BankError):
    def __init__(self, account, amount):
        super().__init__(account.owner, amount)
        self.account, self.amount = account, amount

    def __str__(self):
        return "%s has %.2f, not %.2f" % (self.account.owner, self.account.balance, self.amount)


class Frozen(BankError, RuntimeError):
    pass


class Account:
    count = 0
    fee = 0

    def __init__(self, owner, balance=0.0):
        type(self).count += 1
        self.owner = owner
        self._balance = balance
        self.history = []
        self.frozen = False

    @property
    def balance(self):
        """What there is."""
        return self._balance

    @balance.setter
    def balance(self, value):
        if self.frozen:
            raise Frozen("account of %s" % self.owner)
        self.history.append((round(value - self._balance, 2), value))
        self._balance = value

    @balance.deleter
    def balance(self):
        self._balance = 0

    def withdraw(self, amount):
        total = amount + self.fee
        if total > self.balance:
            raise InsufficientFunds(self, total)
        self.balance -= total
        return self

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("cannot deposit %r" % (amount,))
        self.balance += amount
        return self

    def __repr__(self):
        return "<%s %s %.2f>" % (type(self).__name__, self.owner, self.balance)

    def __lt__(self, other):
        return self.balance < other.balance


class Savings(Account):
    count = 0
    fee = 1.5

    def interest(self, rate):
        self.balance *= 1 + rate
        return self


def transfer(a, b, amount):
    try:
        a.withdraw(amount)
    except InsufficientFunds as e:
        raise BankError("transfer failed") from e
    try:
        b.deposit(amount)
    except Frozen:
        a.balance += amount
        raise
    finally:
        print("  after:", a, b)


ann, bob, cid = Account("ann", 100.0), Savings("bob", 50.0), Savings("cid")
transfer(ann, bob, 30)
for args in [(ann, cid, 500), (bob, cid, 79), (ann, bob, -5)]:
    try:
        transfer(*args)
    except BankError as e:
        print(type(e).__name__, e, "|", repr(e.__cause__), "|", e.__cause__)
    except ValueError as e:
        print("value", e, e.__context__)
bob.frozen = True
try:
    transfer(ann, bob, 10)
except RuntimeError as e:
    print(type(e).__mro__[1:4], e.args)
bob.frozen = False
bob.interest(0.05).deposit(2.25)
print(sorted([ann, bob, cid]), max(ann, bob, cid).owner)
print(Account.count, Savings.count, bob.history, Account.balance.__doc__)
del bob.balance
print(bob, isinstance(bob, Account), issubclass(Savings, (int, Account)))
try:
    ann.balance = "lots"
except TypeError as e:
    print(e)
