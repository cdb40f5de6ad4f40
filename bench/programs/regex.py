# Searching, splitting and replacing in text.
import re

TEXT = ("Call 555-1234 or 555-9876, write to ann.lee@example.com or bob@test.org; "
        "see http://example.com/a/b?c=d&e=f (2021-03-04).\n") * 60


LOOPS = 240


def main():
    mail = re.compile(r"([\w.]+)@(\w+)\.(com|org)")
    url = re.compile(r"https?://[^\s()]+")
    date = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)")
    words = re.findall(r"\b[a-z]{3,}\b", TEXT)
    return (len(mail.findall(TEXT)), len(url.findall(TEXT)), len(words),
            len(date.sub(r"\g<d>.\g<m>.\g<y>", TEXT)), len(re.split(r"[,;.\s]+", TEXT)),
            len(re.sub(r"(\d)(?=\d)", r"\1 ", TEXT)))
