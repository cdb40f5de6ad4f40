# Objects to pickles and back.
import pickle


class Thing:
    def __init__(self, n):
        self.n = n
        self.children = []


LOOPS = 430


def main():
    things = [Thing(i) for i in range(200)]
    for i, t in enumerate(things):
        t.children = things[max(0, i - 2):i]
    data = {"things": things, "ints": list(range(1000)), "text": ["t%d" % i for i in range(300)],
            "float": [i / 3 for i in range(300)], "set": {1, 2, 3}, "tuple": (1, (2, (3,)))}
    blob = pickle.dumps(data, 4)
    back = pickle.loads(blob)
    return len(blob) > 1000, back["ints"] == data["ints"], back["things"][7].children[0].n
