import textwrap
print(textwrap.fill('The quick brown fox jumped over the lazy dog, well-known for its laziness -- really.' * 2, 30)); print(textwrap.dedent('''
   a
     b
'''), textwrap.shorten('hello world foo bar', 12), textwrap.indent('a\nb\n\nc', '> '))
import stat
print(stat.filemode(0o100755), stat.filemode(0o41777), stat.S_ISDIR(0o40755), stat.FILE_ATTRIBUTE_ENCRYPTED)
