assert not 1
