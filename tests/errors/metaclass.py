class M(type):
    def __new__(mcs, name, bases, ns):
        raise TypeError("no class " + name)


class A(metaclass=M):
    pass
