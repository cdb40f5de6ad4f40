"""A mini template engine that compiles templates to Python source and execs it."""


class TemplateError(Exception):
    pass


class Template:
    filters = {"upper": str.upper, "len": len, "join": ", ".join, "esc": lambda s: str(s).replace("<", "&lt;")}

    def __init__(self, text):
        self.lines = ["def render(ctx, filters):", "    out = []"]
        self.indent = 1
        self.stack = []
        pos = 0
        while pos < len(text):
            start = min((i for i in (text.find("{{", pos), text.find("{%", pos)) if i >= 0), default=-1)
            if start < 0:
                self.emit("out.append(%r)" % text[pos:])
                break
            if start > pos:
                self.emit("out.append(%r)" % text[pos:start])
            close = "}}" if text[start + 1] == "{" else "%}"
            end = text.find(close, start)
            if end < 0:
                raise TemplateError("missing " + close)
            body = text[start + 2:end].strip()
            if close == "}}":
                self.emit("out.append(str(%s))" % self.expr(body))
            else:
                self.tag(body)
            pos = end + 2
        if self.stack:
            raise TemplateError("unclosed " + self.stack[-1])
        self.emit("return ''.join(out)")
        self.source = "\n".join(self.lines)
        namespace = {}
        exec(compile(self.source, "<template>", "exec"), namespace)
        self.function = namespace["render"]

    def emit(self, line):
        self.lines.append("    " * self.indent + line)

    def expr(self, text):
        value, *pipes = text.split("|")
        dotted = value.strip().split(".")
        code = "ctx[%r]" % dotted[0]
        for part in dotted[1:]:
            code += "[%s]" % part if part.isdigit() else ".%s" % part
        for pipe in pipes:
            code = "filters[%r](%s)" % (pipe.strip(), code)
        return code

    def tag(self, body):
        word, _, rest = body.partition(" ")
        if word == "for":
            name, _, source = rest.partition(" in ")
            self.emit("for ctx[%r] in %s:" % (name, self.expr(source)))
            self.stack.append(word)
            self.indent += 1
        elif word == "if":
            self.emit("if %s:" % self.expr(rest))
            self.stack.append(word)
            self.indent += 1
        elif word == "else":
            self.indent -= 1
            self.emit("else:")
            self.indent += 1
        elif word.startswith("end"):
            if not self.stack or self.stack.pop() != word[3:]:
                raise TemplateError("unexpected " + word)
            self.indent -= 1
        else:
            raise TemplateError("unknown tag " + word)

    def render(self, **ctx):
        return self.function(ctx, self.filters)


class User:
    def __init__(self, name, tags, admin=False):
        self.name, self.tags, self.admin = name, tags, admin


t = Template("""Hello {{ who | upper }}!
{% for u in users %}- {{ u.name|esc }} ({{ u.tags | len }}): {% if u.admin %}admin{% else %}{{ u.tags|join }}{% endif %}
{% endfor %}{{ pair.1 }} done""")
print(t.source)
print(t.render(who="world", users=[User("<ann>", ["a", "b"]), User("bob", (), admin=True)], pair=(1, 2)))
for bad in ("{{ x", "{% for a in b %}", "{% endif %}", "{% what %}"):
    try:
        Template(bad)
    except TemplateError as e:
        print(e)
for bad in ("{{ nope }}", "{{ who.missing }}", "{{ who | nofilter }}"):
    try:
        Template(bad).render(who="x")
    except (KeyError, AttributeError) as e:
        print(type(e).__name__, e, e.__traceback__.tb_next.tb_frame.f_code.co_filename)
