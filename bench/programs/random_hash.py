# Random numbers and hashes by 32-bit arithmetic on ints.
LOOPS = 50


def main():
    x = 12345
    total = 0
    for _ in range(40000):
        x = (x * 1103515245 + 12345) & 0x7fffffff
        total += x >> 16
    h = 0x811c9dc5
    for c in b"the quick brown fox" * 600:
        h ^= c
        h = (h * 0x01000193) & 0xffffffff
    crc = 0
    for c in b"lazy dog" * 300:
        crc ^= c
        for _ in range(8):
            crc = crc >> 1 ^ 0xedb88320 if crc & 1 else crc >> 1
    return total, h, crc
