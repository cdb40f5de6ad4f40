class MyError(Exception):
    def __str__(self):
        raise ValueError


raise MyError
