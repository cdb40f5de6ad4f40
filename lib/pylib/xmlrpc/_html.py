"""The page that a documenting server shows of its methods."""

import html
import inspect
import re

_LINKED = re.compile(r'\b((http|ftp)://\S+[\w/]|'
                     r'RFC[- ]?(\d+)|'
                     r'PEP[- ]?(\d+)|'
                     r'(self\.)?((?:\w|\.)+))\b')

_PAGE = '''\
<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head><title>Python: %s</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
</head><body bgcolor="#f0f0f8">
%s
</body></html>'''

_HEADING = '''
<table width="100%%" cellspacing=0 cellpadding=2 border=0 summary="heading">
<tr bgcolor="#7799ee">
<td valign=bottom>&nbsp;<br>
<font color="#ffffff" face="helvetica, arial">&nbsp;<br>%s</font></td
><td align=right valign=bottom
><font color="#ffffff" face="helvetica, arial">&nbsp;</font></td></tr></table>
    '''

_SECTION = '''<p>
<table width="100%%" cellspacing=0 cellpadding=2 border=0 summary="section">
<tr bgcolor="#eeaa77">
<td colspan=3 valign=bottom>&nbsp;<br>
<font color="#ffffff" face="helvetica, arial"><big><strong>%s</strong></big></font></td></tr>
    \n<tr><td bgcolor="#eeaa77"><tt>%s</tt></td><td>&nbsp;</td>
<td width="100%%">%s</td></tr></table>'''


class ServerHTMLDoc:
    """Makes HTML of a server's methods."""

    def escape(self, text):
        return html.escape(text, quote=False)

    def page(self, title, contents):
        return _PAGE % (title, contents)

    def preformat(self, text):
        """Text with its line ends and spaces kept."""
        text = self.escape(text.expandtabs())
        while '\n\n' in text:
            text = text.replace('\n\n', '\n \n')
        return text.replace(' ', '&nbsp;').replace('\n', '<br>\n')

    def formatvalue(self, object):
        """A default value in grey."""
        return '<font color="#909090">=%s</font>' % self.escape(repr(object))

    def namelink(self, name, *dicts):
        """A name as a link, where it is known."""
        for found in dicts:
            if name in found:
                return '<a href="%s">%s</a>' % (found[name], name)
        return name

    def markup(self, text, escape=None, funcs={}, classes={}, methods={}):
        """Text with links to addresses, RFCs, PEPs and the server's methods."""
        escape = escape or self.escape
        results = []
        here = 0
        for match in _LINKED.finditer(text):
            results.append(escape(text[here:match.start()]))
            whole, scheme, rfc, pep, selfdot, name = match.groups()
            here = match.end()
            if scheme:
                url = escape(whole).replace('"', '&quot;')
                results.append('<a href="%s">%s</a>' % (url, url))
            elif rfc:
                results.append('<a href="http://www.rfc-editor.org/rfc/rfc%d.txt">%s</a>'
                               % (int(rfc), escape(whole)))
            elif pep:
                results.append('<a href="http://www.python.org/dev/peps/pep-%04d/">%s</a>'
                               % (int(pep), escape(whole)))
            elif text[here:here + 1] == '(':
                results.append(self.namelink(name, methods, funcs, classes))
            elif selfdot:
                results.append('self.<strong>%s</strong>' % name)
            else:
                results.append(self.namelink(name, classes))
        results.append(escape(text[here:]))
        return ''.join(results)

    def docroutine(self, object, name, mod=None, funcs={}, classes={}, methods={}, cl=None):
        """A function, or a tuple (arguments, docstring), as an entry of a list."""
        anchor = (cl and cl.__name__ or '') + '-' + name
        title = '<a name="%s"><strong>%s</strong></a>' % (self.escape(anchor), self.escape(name))
        if inspect.ismethod(object) or inspect.isfunction(object):
            args = inspect.getfullargspec(object)
            first = 1 if inspect.ismethod(object) else 0
            argspec = inspect.formatargspec(
                args.args[first:], args.varargs, args.varkw, args.defaults,
                annotations=args.annotations, formatvalue=self.formatvalue)
        elif isinstance(object, tuple):
            argspec = object[0] or '(...)'
        else:
            argspec = '(...)'
        if isinstance(object, tuple):
            docstring = object[1] or ""
        else:
            docstring = inspect.getdoc(object) or inspect.getcomments(object) or ""
            docstring = re.sub('^ *\n', '', docstring.rstrip())
        doc = self.markup(docstring, self.preformat, funcs, classes, methods)
        if doc:
            doc = '<dd><tt>%s</tt></dd>' % doc
        return '<dl><dt>%s</dt>%s</dl>\n' % (title + argspec, doc)

    def docserver(self, server_name, package_documentation, methods):
        """The whole of a server."""
        links = {}
        for key, value in methods.items():
            links[key] = '#-' + key
            links[value] = links[key]
        result = _HEADING % ('<big><big><strong>%s</strong></big></big>'
                             % self.escape(server_name))
        doc = self.markup(package_documentation, self.preformat, links)
        result += '<p>%s</p>\n' % (doc and '<tt>%s</tt>' % doc)
        contents = [self.docroutine(value, key, funcs=links)
                    for key, value in sorted(methods.items())]
        return result + _SECTION % ('Methods', '&nbsp;' * 6, ''.join(contents))
