"""robots.txt: what a site lets robots fetch."""

import collections
import time
import urllib.parse
import urllib.request

__all__ = ["RobotFileParser"]

RequestRate = collections.namedtuple("RequestRate", "requests seconds")


class RobotFileParser:
    """The rules of one site."""

    def __init__(self, url=''):
        self.entries = []
        self.default_entry = None
        self.disallow_all = False
        self.allow_all = False
        self.set_url(url)
        self.last_checked = 0

    def mtime(self):
        """When the rules were read last; 0 for never."""
        return self.last_checked

    def modified(self):
        """Say that the rules are read now."""
        self.last_checked = time.time()

    def set_url(self, url):
        self.url = url
        self.host, self.path = urllib.parse.urlparse(url)[1:3]

    def read(self):
        """Fetch the file and take its rules."""
        try:
            f = urllib.request.urlopen(self.url)
        except urllib.error.HTTPError as err:
            if err.code in (401, 403):
                self.disallow_all = True
            elif 400 <= err.code < 500:
                self.allow_all = True
        else:
            self.parse(f.read().decode("utf-8").splitlines())

    def _add_entry(self, entry):
        if "*" not in entry.useragents:
            self.entries.append(entry)
        elif self.default_entry is None:
            # the first one counts
            self.default_entry = entry

    def parse(self, lines):
        """Take the rules from a file's lines."""
        entry = Entry()
        # what the entry has so far
        agents = rules = False
        self.modified()
        for line in lines:
            if not line:
                if rules:
                    self._add_entry(entry)
                if agents or rules:
                    entry = Entry()
                    agents = rules = False
            line = line.partition('#')[0].strip()
            name, colon, value = line.partition(':')
            if not colon:
                continue
            name = name.strip().lower()
            value = urllib.parse.unquote(value.strip())
            if name == "user-agent":
                if rules:
                    self._add_entry(entry)
                    entry = Entry()
                    rules = False
                entry.useragents.append(value)
                agents = True
            elif not agents:
                continue
            elif name in ("disallow", "allow"):
                entry.rulelines.append(RuleLine(value, name == "allow"))
                rules = True
            elif name == "crawl-delay":
                if value.isdigit():
                    entry.delay = int(value)
                rules = True
            elif name == "request-rate":
                numbers = value.split('/')
                if len(numbers) == 2 and all(n.strip().isdigit() for n in numbers):
                    entry.req_rate = RequestRate(int(numbers[0]), int(numbers[1]))
                rules = True
        if rules:
            self._add_entry(entry)

    def _find(self, useragent):
        for entry in self.entries:
            if entry.applies_to(useragent):
                return entry
        return self.default_entry

    def can_fetch(self, useragent, url):
        """May this robot fetch this URL?"""
        if self.disallow_all:
            return False
        if self.allow_all:
            return True
        if not self.last_checked:
            # nothing read yet: not to be sure is to say no
            return False
        parts = urllib.parse.urlparse(urllib.parse.unquote(url))
        url = urllib.parse.urlunparse(('', '') + tuple(parts[2:]))
        url = urllib.parse.quote(url) or "/"
        entry = self._find(useragent)
        return True if entry is None else entry.allowance(url)

    def crawl_delay(self, useragent):
        """Seconds between requests, or None."""
        entry = self._find(useragent) if self.mtime() else None
        return entry and entry.delay

    def request_rate(self, useragent):
        """A RequestRate, or None."""
        entry = self._find(useragent) if self.mtime() else None
        return entry and entry.req_rate

    def __str__(self):
        entries = self.entries
        if self.default_entry is not None:
            entries = entries + [self.default_entry]
        return '\n'.join(map(str, entries)) + '\n'


class RuleLine:
    """Allow or Disallow of the paths that start so."""

    def __init__(self, path, allowance):
        if path == '' and not allowance:
            # an empty Disallow allows all
            allowance = True
        path = urllib.parse.urlunparse(urllib.parse.urlparse(path))
        self.path = urllib.parse.quote(path)
        self.allowance = allowance

    def applies_to(self, filename):
        return self.path == "*" or filename.startswith(self.path)

    def __str__(self):
        return ("Allow" if self.allowance else "Disallow") + ": " + self.path


class Entry:
    """The rules for some robots."""

    def __init__(self):
        self.useragents = []
        self.rulelines = []
        self.delay = None
        self.req_rate = None

    def __str__(self):
        out = ["User-agent: " + agent for agent in self.useragents]
        if self.delay is not None:
            out.append("Crawl-delay: %s" % self.delay)
        if self.req_rate is not None:
            out.append("Request-rate: %s/%s" % self.req_rate)
        out.extend(map(str, self.rulelines))
        out.append('')
        return '\n'.join(out)

    def applies_to(self, useragent):
        """Is this for the robot of that name?"""
        useragent = useragent.split("/")[0].lower()
        return any(agent == '*' or agent.lower() in useragent for agent in self.useragents)

    def allowance(self, filename):
        """The first rule for the path decides."""
        for line in self.rulelines:
            if line.applies_to(filename):
                return line.allowance
        return True
