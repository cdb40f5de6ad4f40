"""What wordcode has beyond Python 3.6: see wordcode.jit."""
