"""Numbers that several modules share."""

# writes to a closed connection before it is logged
LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5

# seconds to wait after accept() has run out of descriptors or memory
ACCEPT_RETRY_DELAY = 1

# how many frames of a source traceback debug mode keeps
DEBUG_STACK_DEPTH = 10
