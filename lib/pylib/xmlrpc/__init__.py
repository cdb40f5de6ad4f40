"""XML-RPC: calls of procedures elsewhere, as XML over HTTP."""
