# Huffman decoding of a stream of bits, as decompressors do.
class Bits:
    def __init__(self, data):
        self.data = data
        self.at = 0
        self.hold = 0
        self.count = 0

    def read(self, n):
        while self.count < n:
            self.hold |= self.data[self.at] << self.count
            self.at += 1
            self.count += 8
        v = self.hold & ((1 << n) - 1)
        self.hold >>= n
        self.count -= n
        return v


def codes(lengths):
    table = {}
    code = 0
    for n in range(1, 16):
        for symbol, length in enumerate(lengths):
            if length == n:
                table[n, code] = symbol
                code += 1
        code <<= 1
    return table


LOOPS = 19


def main():
    lengths = [2, 2, 3, 3, 3, 4, 5, 5]
    table = codes(lengths)
    data = bytes((i * 37 + (i >> 3)) & 0xff for i in range(3500))
    bits = Bits(data)
    out = bytearray()
    try:
        while True:
            code = n = 0
            while (n, code) not in table:
                code = code << 1 | bits.read(1)
                n += 1
                if n > 6:
                    code = n = 0
            out.append(table[n, code])
            if len(out) > 40 and out[-1] == 7:
                out += out[-20:-10]
    except IndexError:
        pass
    return len(out), sum(out), out.count(3)
