class A:
    def f(self):
        super().nothing()


A().f()
