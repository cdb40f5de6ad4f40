class A:
    def __add__(self, other):
        return self + other.x

    def __repr__(self):
        return "A"


A() + 1
