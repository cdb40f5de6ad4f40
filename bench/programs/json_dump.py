# Records to JSON text, and the text parsed again.
import json


LOOPS = 30


def main():
    records = [{"id": i, "name": "name %d" % i, "tags": ["a", "b\n", "\u00e9"], "price": i / 7,
                "ok": i % 2 == 0, "none": None, "in": {"x": [1, 2, [3, {}]]}} for i in range(400)]
    text = json.dumps(records)
    back = json.loads(text)
    return len(text), back == records, len(json.dumps(records, indent=1, sort_keys=True))
