raise OSError(13, "Denied", "a.txt")
