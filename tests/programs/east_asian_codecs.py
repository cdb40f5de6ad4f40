# The East Asian codecs: whole texts, errors, increments and streams.
import codecs
import io

TEXT = {
    "gb2312": "中文字符", "gbk": "中文﹩鑀", "gb18030": "中文\U00020000\xe9€", "hz": "a~中文b",
    "big5": "繁體中文十", "cp950": "繁體中文•", "big5hkscs": "香港㗎Ê̄",
    "shift_jis": "日本語ｱ\xa5", "cp932": "日本語①～", "euc_jp": "日本語丂ｱ",
    "euc_jis_2004": "日本語か゚𠂉", "shift_jis_2004": "日本語か゚\\~", "euc_jisx0213": "日本語ヿ",
    "shift_jisx0213": "日本語ヿ", "cp949": "한국어똠", "euc_kr": "한국어똠", "johab": "한국어ㄱ漢",
    "iso2022_jp": "日本語abc\xa5", "iso2022_jp_1": "日本語丂", "iso2022_jp_2": "日本語한국中国",
    "iso2022_jp_2004": "日本語ヿ𠂉", "iso2022_jp_3": "日本語ヿ", "iso2022_jp_ext": "日本語ｱ",
    "iso2022_kr": "한국어\nabc한",
}

for name in sorted(TEXT):
    text = TEXT[name]
    data = text.encode(name)
    info = codecs.lookup(name)
    encoder = info.incrementalencoder()
    parts = b"".join(encoder.encode(c) for c in text) + encoder.encode("", True)
    decoder = info.incrementaldecoder()
    back = "".join(decoder.decode(bytes([b])) for b in data) + decoder.decode(b"", True)
    print(name, info.name, data, ascii(data.decode(name)), parts == data, back == text)

for args in (("a\uffffb", "strict"), ("a\uffffb", "replace"), ("a\uffffb", "ignore"),
             ("a\uffffb", "xmlcharrefreplace"), ("a\uffffb", "nope")):
    for name in ("big5", "iso2022_jp", "hz"):
        try:
            print(name, args[1], args[0].encode(name, args[1]))
        except (UnicodeError, LookupError) as e:
            print(name, args[1], type(e).__name__, e)

for name, data in (("big5", b"a\xff\xffb"), ("big5", b"\xa4"), ("gb18030", b"\x81\x30\x81"),
                   ("euc_jp", b"\x8f\xa2"), ("shift_jis", b"\x80a"), ("iso2022_jp", b"\x1b(Z!"),
                   ("iso2022_kr", b"\x1b$)C\x0e0!\n0!"), ("hz", b"~{<~}~x"), ("cp932", b"\x80\xa0\xfd")):
    for errors in ("strict", "replace", "backslashreplace"):
        try:
            print(name, data, errors, ascii(data.decode(name, errors)))
        except UnicodeError as e:
            print(name, data, errors, e)

reader = codecs.getreader("shift_jis")(io.BytesIO("日本\n語ｱ\n".encode("shift_jis")))
print(ascii(reader.readline()), ascii(reader.read(1)), ascii(reader.read()))
out = io.BytesIO()
writer = codecs.getwriter("iso2022_jp")(out)
writer.write("日")
writer.writelines(["本", "a"])
writer.write("語")
writer.reset()
print(out.getvalue())
with io.TextIOWrapper(io.BytesIO("한국\n어".encode("euc_kr")), "euc_kr") as f:
    print(ascii(f.readlines()))
try:
    __import__("_codecs_tw").getcodec("gbk")
except LookupError as e:
    print(e)
for name in ("EUC-JP", "sjis", "ms936", "Big5-TW", "ks_c-5601", "u-jis"):
    try:
        print(name, codecs.lookup(name).name)
    except LookupError as e:
        print(e)
