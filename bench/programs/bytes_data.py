# Bytes, bytearrays and struct.
import struct


LOOPS = 340


def main():
    data = bytearray(6000)
    for i in range(len(data)):
        data[i] = (i * 7) & 255
    total = 0
    for b in data:
        total += b
    for i in range(0, len(data) - 4, 4):
        total ^= data[i] | data[i + 1] << 8 | data[i + 2] << 16 | data[i + 3] << 24
    for i in range(0, 4000, 8):
        a, b = struct.unpack_from("<IH", data, i)
        total += a ^ b
    return total, len(bytes(data).replace(b"\x07", b"--")), bytes(data).find(b"\x15\x1c")
