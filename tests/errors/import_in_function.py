def f():
    def g():
        import no.such.package
    g()


f()
