"""JSON written by hand: parser with positions, and a printer."""


class JSONError(ValueError):
    def __init__(self, message, text, pos):
        self.lineno = text.count("\n", 0, pos) + 1
        self.column = pos - text.rfind("\n", 0, pos)
        super().__init__("%s at %d:%d" % (message, self.lineno, self.column))


ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Parser:
    def __init__(self, text):
        self.text = text
        self.pos = 0

    def fail(self, message):
        raise JSONError(message, self.text, self.pos)

    def peek(self):
        while self.pos < len(self.text) and self.text[self.pos] in " \t\r\n":
            self.pos += 1
        return self.text[self.pos] if self.pos < len(self.text) else ""

    def expect(self, char):
        if self.peek() != char:
            self.fail("expected %r, found %r" % (char, self.peek() or "end"))
        self.pos += 1

    def value(self):
        c = self.peek()
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.pos):
                self.pos += len(word)
                return value
        return self.number()

    def object(self):
        self.expect("{")
        result = {}
        while self.peek() != "}":
            if result:
                self.expect(",")
                self.peek()
            key = self.string()
            self.expect(":")
            result[key] = self.value()
        self.expect("}")
        return result

    def array(self):
        self.expect("[")
        result = []
        while self.peek() != "]":
            if result:
                self.expect(",")
            result.append(self.value())
        self.expect("]")
        return result

    def string(self):
        self.expect('"')
        parts = []
        while True:
            if self.pos >= len(self.text):
                self.fail("unterminated string")
            c = self.text[self.pos]
            self.pos += 1
            if c == '"':
                return "".join(parts)
            if c != "\\":
                parts.append(c)
                continue
            e = self.text[self.pos]
            self.pos += 1
            if e == "u":
                parts.append(chr(int(self.text[self.pos:self.pos + 4], 16)))
                self.pos += 4
            elif e in ESCAPES:
                parts.append(ESCAPES[e])
            else:
                self.fail("bad escape %r" % e)

    def number(self):
        start = self.pos
        while self.pos < len(self.text) and self.text[self.pos] in "+-0123456789.eE":
            self.pos += 1
        word = self.text[start:self.pos]
        if not word:
            self.fail("unexpected %r" % (self.peek() or "end"))
        return float(word) if set(word) & set(".eE") else int(word)


def loads(text):
    parser = Parser(text)
    value = parser.value()
    if parser.peek():
        parser.fail("extra data")
    return value


def dumps(value, indent=0):
    pad = "  " * (indent + 1)
    if isinstance(value, dict):
        rows = ["%s%s: %s" % (pad, dumps(k), dumps(v, indent + 1)) for k, v in sorted(value.items())]
        return "{\n" + ",\n".join(rows) + "\n" + "  " * indent + "}" if rows else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(dumps(v, indent) for v in value) + "]"
    if isinstance(value, str):
        back = {v: "\\" + k for k, v in ESCAPES.items() if k != "/"}
        return '"' + "".join(back.get(c) or (c if " " <= c < "\x7f" else "\\u%04x" % ord(c)) for c in value) + '"'
    return {True: "true", False: "false", None: "null"}[value] if value is None or value is True or value is False else repr(value)


SAMPLE = r'''
{"name": "wordcode", "tags": ["a\tb", "\u00e9\u4e2d", "\"q\""], "n": -12, "pi": 3.14159,
 "big": 123456789012345678901234567890, "e": 1e100, "deep": {"x": [[], [[]], {}], "ok": true, "no": false,
 "nil": null}}
'''
data = loads(SAMPLE)
print(dumps(data))
assert loads(dumps(data)) == data
print(data["tags"], data["big"] + 1, data["e"])
for bad in ['{"a" 1}', "[1, 2", '["\\x"]', '"abc', "[1] 2", "", "{\n\n  1: 2}", "[nul]"]:
    try:
        print(loads(bad))
    except JSONError as e:
        print(type(e).__name__, e, e.lineno, e.column)
