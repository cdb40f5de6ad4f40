try:
    {}["k"]
except KeyError as e:
    raise RuntimeError("outer") from e
