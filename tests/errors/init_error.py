class A:
    def __init__(self, n):
        self.n = n
        if n == 0:
            raise ValueError("n")
        A(n - 1)


A(3)
