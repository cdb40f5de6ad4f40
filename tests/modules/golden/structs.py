import struct
print(struct.pack('<hiq', 1, -2, 3), struct.pack('>3sBxH', b'ab', 255, 500), struct.calcsize('@bih'), struct.unpack('<f?d', struct.pack('<f?d', 1.5, True, -2.25)))
for e in ["struct.pack('b', 200)","struct.pack('B', -1)","struct.pack('h', 70000)","struct.pack('i', 2**40)","struct.pack('q', 2**70)","struct.pack('i', 'a')","struct.pack('z', 1)","struct.unpack('i', b'abc')","struct.pack('ii', 1)","struct.pack('e', 1.1)","struct.unpack('e', b'\\x66\\x3c')","list(struct.iter_unpack('<H', b'abcd'))","struct.unpack_from('<H', b'abcd', 2)","struct.Struct('<I').size","struct.pack('f', 'x')","struct.pack('5p', b'abcdefg')","struct.unpack('>Q', b'\\xff'*8)", "struct.pack('c', b'ab')", "struct.pack('3', 1)", "struct.error"]:
    try: print(e, eval(e))
    except Exception as x: print(e, type(x), x)
