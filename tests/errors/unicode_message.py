raise ValueError("café 中 😀")
