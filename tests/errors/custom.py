class MyError(Exception):
    """Mine."""


raise MyError
