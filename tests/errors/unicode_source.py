def grüße(name):
    raise KeyError(name)  # é


grüße("世")
