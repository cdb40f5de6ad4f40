"""Conversion between URLs and paths of Windows."""


def url2pathname(url):
    """'///C|/foo/bar' becomes 'C:\\foo\\bar'."""
    import string
    import urllib.parse
    # some write ':' for '|'
    url = url.replace(":", "|")
    if "|" not in url:
        if url[:4] == "////":
            # \\host\path
            url = url[2:]
        return urllib.parse.unquote("\\".join(url.split("/")))
    parts = url.split("|")
    if len(parts) != 2 or not parts[0] or parts[0][-1] not in string.ascii_letters:
        raise OSError("Bad URL: " + url)
    path = parts[0][-1].upper() + ":"
    for part in parts[1].split("/"):
        if part:
            path += "\\" + urllib.parse.unquote(part)
    # 'C:' means its root where a '/' follows
    if path.endswith(":") and url.endswith("/"):
        path += "\\"
    return path


def pathname2url(p):
    """'C:\\foo\\bar' becomes '///C:/foo/bar'."""
    import urllib.parse
    if ":" not in p:
        if p[:2] == "\\\\":
            p = "\\\\" + p
        return urllib.parse.quote("/".join(p.split("\\")))
    parts = p.split(":")
    if len(parts) != 2 or len(parts[0]) > 1:
        raise OSError("Bad path: " + p)
    path = "///" + urllib.parse.quote(parts[0].upper()) + ":"
    for part in parts[1].split("\\"):
        if part:
            path += "/" + urllib.parse.quote(part)
    return path
