# Loggers, handlers, formatters, filters.
import io
import logging
import sys

out = io.StringIO()
handler = logging.StreamHandler(out)
handler.setFormatter(
    logging.Formatter("%(levelname)-8s %(name)s %(funcName)s %(message)s"))
root = logging.getLogger()
root.addHandler(handler)
log = logging.getLogger("a.b.c")
print(log, log.parent, logging.getLogger("a"), log.parent)
log.setLevel("INFO")


def work():
    log.debug("not seen")
    log.info("seen %d %s", 1, "x")
    log.warning("%(key)s", {"key": 5})
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("failed")
    log.error("extra", extra={"more": 1})


work()
print([line for line in out.getvalue().splitlines() if "File" not in line])
handler.addFilter(logging.Filter("a.b"))
handler.addFilter(lambda r: r.levelno > logging.WARNING)
out.truncate(0), out.seek(0)
work()
logging.getLogger("a").error("no")
logging.disable(logging.ERROR)
log.error("off")
log.critical("on")
logging.disable(logging.NOTSET)
print([line for line in out.getvalue().splitlines() if "File" not in line])
for style, fmt in (("{", "{name}|{message}"), ("$", "$name|${message}")):
    f = logging.Formatter(fmt, style=style)
    print(f.format(logging.makeLogRecord({"name": "n", "msg": "m"})), f.usesTime())
for bad in (lambda: logging.Formatter(style="x"), lambda: log.setLevel("NO"),
            lambda: log.setLevel(1.5), lambda: logging.getLogger(b"x"),
            lambda: log.info("m", extra={"name": 1}), lambda: log.log("x", 1),
            lambda: logging.basicConfig(stream=1, filename=2),
            lambda: logging.setLoggerClass(int)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
ad = logging.LoggerAdapter(log, {"who": "me"})
handler.setFormatter(logging.Formatter("%(who)s %(message)s"))
out.truncate(0), out.seek(0)
ad.error("hello %s", "you")
print(repr(out.getvalue()), ad, handler)
logging.addLevelName(35, "LOUD")
print(logging.getLevelName(35), logging.getLevelName("LOUD"), logging.getLevelName(36))
print(logging.getLogger("a").getChild("b.c") is log, log.hasHandlers())
root.removeHandler(handler)
sys.stderr = sys.stdout
log.warning("last resort")
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG)
logging.debug("basic %r", "config")
sys.stderr = io.StringIO()
logging.info("%d", "x")
print([x for x in sys.stderr.getvalue().splitlines() if not x.startswith("  ")])
