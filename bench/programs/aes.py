# AES-128 in pure Python: encrypts blocks in counter mode.
def make_sbox():
    p = q = 1
    box = [0] * 256
    while True:
        p = p ^ ((p << 1) & 0xff) ^ (0x1b if p & 0x80 else 0)
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xff
        if q & 0x80:
            q ^= 0x09
        x = q ^ (q << 1 | q >> 7) ^ (q << 2 | q >> 6) ^ (q << 3 | q >> 5) ^ (q << 4 | q >> 4)
        box[p] = (x ^ 0x63) & 0xff
        if p == 1:
            break
    box[0] = 0x63
    return box


SBOX = make_sbox()
SHIFT = [0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11]


def double(b):
    return ((b << 1) ^ 0x1b) & 0xff if b & 0x80 else b << 1


def expand(key):
    words = [key[i:i + 4] for i in range(0, 16, 4)]
    rcon = 1
    for i in range(4, 44):
        w = words[i - 1]
        if i % 4 == 0:
            w = [SBOX[w[1]] ^ rcon, SBOX[w[2]], SBOX[w[3]], SBOX[w[0]]]
            rcon = double(rcon)
        words.append([a ^ b for a, b in zip(words[i - 4], w)])
    return [sum(words[i:i + 4], []) for i in range(0, 44, 4)]


def encrypt(block, keys):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for r in range(1, 11):
        state = [SBOX[state[i]] for i in SHIFT]
        if r < 10:
            mixed = []
            for c in range(0, 16, 4):
                a, b, d, e = state[c:c + 4]
                t = a ^ b ^ d ^ e
                mixed += [a ^ t ^ double(a ^ b), b ^ t ^ double(b ^ d),
                          d ^ t ^ double(d ^ e), e ^ t ^ double(e ^ a)]
            state = mixed
        state = [a ^ b for a, b in zip(state, keys[r])]
    return state


LOOPS = 50


def main():
    keys = expand(list(range(16)))
    total = 0
    for i in range(130):
        block = encrypt([i & 0xff, i >> 8] + [7] * 14, keys)
        total = (total * 31 + sum(block)) % 1000003
    return total, bytes(encrypt(list(bytes.fromhex("00112233445566778899aabbccddeeff")), keys)).hex()
