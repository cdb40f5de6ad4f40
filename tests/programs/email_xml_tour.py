import email
import email.policy
import io
import sys
import xml.etree.ElementTree as ET
import xml.sax
import xml.sax.saxutils
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html.parser import HTMLParser
from xml.dom import minidom

outer = MIMEMultipart("alternative", boundary="BB")
outer["Subject"] = "H\u00e9llo"
outer["To"] = "Ann <ann@example.com>, bob@example.org"
outer.attach(MIMEText("plain text\n"))
outer.attach(MIMEText("<b>caf\u00e9</b>\n", "html"))
print(outer.as_string())
back = email.message_from_string(outer.as_string())
for part in back.walk():
    print(part.get_content_type(), part.get_content_charset(), part.get_payload(decode=True))
print(email.utils.getaddresses(back.get_all("to")), email.header.decode_header(back["subject"]))
print(email.utils.parsedate_tz("Mon, 20 Nov 1995 19:12:08 -0500"))

m = EmailMessage()
m["Subject"] = "Grüße"
m["From"] = "\"Last, First\" <a@b.c>"
m.set_content("body\n")
m.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="f.bin")
print(m["from"].addresses[0], m.get_body().get_content(), [a.get_filename() for a in m.iter_attachments()])
m.set_boundary("XX")
print(m)

root = ET.fromstring("<a x='1'><b>t&amp;</b>tail<c xmlns='urn:u'><d/></c></a>")
print([e.tag for e in root.iter()], root.find("b").text, root.findtext("b"))
print(ET.tostring(root), root.find("{urn:u}c/{urn:u}d"). tag)
for event, e in ET.iterparse(io.BytesIO(b"<r><i/><i n='2'/></r>"), ("start", "end")):
    print(event, e.tag, e.attrib)
try:
    ET.fromstring("<a><b></a>")
except ET.ParseError as e:
    print(e, e.code, e.position)

doc = minidom.parseString("<p q='1'>one<r/><!--c--><![CDATA[<]]></p>")
print(doc.toxml())
doc.documentElement.setAttribute("z", "<")
doc.documentElement.appendChild(doc.createElement("new"))
print(doc.toprettyxml(indent=" "))
xml.sax.parseString(b"<a b='c'>x<d/></a>", xml.sax.saxutils.XMLGenerator(sys.stdout, "utf-8"))
print()


class P(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print("start", tag, attrs)

    def handle_endtag(self, tag):
        print("end", tag)

    def handle_data(self, data):
        print("data", repr(data))


P().feed("<p class=x>a &lt; b<br/><script>1<2</script></p>")
