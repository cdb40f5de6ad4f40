# Messages through a logger, formatted.
import io
import logging


LOOPS = 30


def main():
    out = io.StringIO()
    logger = logging.getLogger("bench")
    logger.handlers = []
    logger.propagate = False
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    for i in range(1000):
        logger.debug("not shown %d", i)
        logger.info("value %s of %d", i * 2, i)
    return len(out.getvalue())
