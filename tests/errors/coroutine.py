async def inner():
    raise LookupError("awaited")


async def outer():
    await inner()


outer().send(None)
