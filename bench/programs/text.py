# Text put together, formatted, split and replaced.
LOOPS = 20


def main():
    parts = []
    for i in range(8000):
        parts.append("%d:%s" % (i, "ab") + str(i) + "{}-{:>4}".format(i, i % 100) + f"{i:5d}|{i / 3:.2f}")
    text = ",".join(parts)
    upper = text.upper().replace("AB", "xyz")
    words = upper.split(",")
    return len(text), len(words), sum(len(w.strip("0123456789")) for w in words), upper.count("xyz"), text.find("7999")
