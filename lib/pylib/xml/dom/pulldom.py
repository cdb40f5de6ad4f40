"""Reading XML piece by piece: events with DOM nodes, which become trees on demand.

    for event, node in pulldom.parse(file):
        if event == pulldom.START_ELEMENT and node.tagName == 'item':
            events.expandNode(node)
"""

import xml.sax
import xml.sax.handler

START_ELEMENT = "START_ELEMENT"
END_ELEMENT = "END_ELEMENT"
COMMENT = "COMMENT"
START_DOCUMENT = "START_DOCUMENT"
END_DOCUMENT = "END_DOCUMENT"
PROCESSING_INSTRUCTION = "PROCESSING_INSTRUCTION"
IGNORABLE_WHITESPACE = "IGNORABLE_WHITESPACE"
CHARACTERS = "CHARACTERS"

default_bufsize = (2 ** 14) - 20


class PullDOM(xml.sax.ContentHandler):
    """Makes nodes of SAX's events, and keeps the events in a list.

    firstEvent is [None, rest], where a rest is [(event, node), rest] or None;
    lastEvent is the last of these.
    """

    _locator = None
    document = None

    def __init__(self, documentFactory=None):
        from xml.dom import XML_NAMESPACE
        self.documentFactory = documentFactory
        self.firstEvent = [None, None]
        self.lastEvent = self.firstEvent
        self.elementStack = []
        self.push = self.elementStack.append
        self._ns_contexts = [{XML_NAMESPACE: 'xml'}]
        self._current_context = self._ns_contexts[-1]
        # what comes before the root element, when there is no document yet
        self.pending_events = []

    def pop(self):
        result = self.elementStack[-1]
        del self.elementStack[-1]
        return result

    def _event(self, kind, node):
        self.lastEvent[1] = [(kind, node), None]
        self.lastEvent = self.lastEvent[1]

    def setDocumentLocator(self, locator):
        self._locator = locator

    def startPrefixMapping(self, prefix, uri):
        if not hasattr(self, '_xmlns_attrs'):
            self._xmlns_attrs = []
        self._xmlns_attrs.append((prefix or 'xmlns', uri))
        self._ns_contexts.append(self._current_context.copy())
        self._current_context[uri] = prefix or None

    def endPrefixMapping(self, prefix):
        self._current_context = self._ns_contexts.pop()

    def _split(self, name):
        """(uri, prefix, local name, tag) of a namespace's name."""
        uri, local = name
        prefix = self._current_context[uri] if uri else None
        tag = prefix + ":" + local if prefix else local
        return uri, prefix, local, tag

    def startElementNS(self, name, tagName, attrs):
        # declarations are attributes, for DOM
        declared = getattr(self, '_xmlns_attrs', None)
        if declared is not None:
            for prefix, value in declared:
                attrs._attrs[('http://www.w3.org/2000/xmlns/', prefix)] = value
            self._xmlns_attrs = []
        uri, localname = name
        if uri:
            # the parser may not tell the tag's name
            if tagName is None:
                tagName = self._split(name)[3]
            if self.document:
                node = self.document.createElementNS(uri, tagName)
            else:
                node = self.buildDocument(uri, tagName)
        elif self.document:
            node = self.document.createElement(localname)
        else:
            node = self.buildDocument(None, localname)
        for aname, value in attrs.items():
            a_uri, a_localname = aname
            if a_uri == 'http://www.w3.org/2000/xmlns/':
                qname = a_localname if a_localname == 'xmlns' else 'xmlns:' + a_localname
                attr = self.document.createAttributeNS(a_uri, qname)
                node.setAttributeNodeNS(attr)
            elif a_uri:
                attr = self.document.createAttributeNS(a_uri, self._split(aname)[3])
                node.setAttributeNodeNS(attr)
            else:
                attr = self.document.createAttribute(a_localname)
                node.setAttributeNode(attr)
            attr.value = value
        self._event(START_ELEMENT, node)
        self.push(node)

    def endElementNS(self, name, tagName):
        self._event(END_ELEMENT, self.pop())

    def startElement(self, name, attrs):
        if self.document:
            node = self.document.createElement(name)
        else:
            node = self.buildDocument(None, name)
        for aname, value in attrs.items():
            attr = self.document.createAttribute(aname)
            attr.value = value
            node.setAttributeNode(attr)
        self._event(START_ELEMENT, node)
        self.push(node)

    def endElement(self, name):
        self._event(END_ELEMENT, self.pop())

    def comment(self, s):
        if self.document:
            self._event(COMMENT, self.document.createComment(s))
        else:
            self.pending_events.append([(COMMENT, s), None])

    def processingInstruction(self, target, data):
        if self.document:
            node = self.document.createProcessingInstruction(target, data)
            self._event(PROCESSING_INSTRUCTION, node)
        else:
            self.pending_events.append([(PROCESSING_INSTRUCTION, target, data), None])

    def ignorableWhitespace(self, chars):
        self._event(IGNORABLE_WHITESPACE, self.document.createTextNode(chars))

    def characters(self, chars):
        self._event(CHARACTERS, self.document.createTextNode(chars))

    def startDocument(self):
        if self.documentFactory is None:
            import xml.dom.minidom
            self.documentFactory = xml.dom.minidom.Document.implementation

    def buildDocument(self, uri, tagname):
        """Make the document once the root's name is known; the root element."""
        node = self.documentFactory.createDocument(uri, tagname, None)
        self.document = node
        self._event(START_DOCUMENT, node)
        self.push(node)
        for (kind, *args), _ in self.pending_events:
            if kind == PROCESSING_INSTRUCTION:
                made = node.createProcessingInstruction(*args)
            elif kind == COMMENT:
                made = node.createComment(*args)
            else:
                raise AssertionError("Unknown pending event ", kind)
            self._event(kind, made)
        self.pending_events = None
        return node.firstChild

    def endDocument(self):
        self._event(END_DOCUMENT, self.document)
        self.pop()

    def clear(self):
        """Forget the document."""
        self.document = None


class ErrorHandler:
    """Prints warnings and raises errors."""

    def warning(self, exception):
        print(exception)

    def error(self, exception):
        raise exception

    def fatalError(self, exception):
        raise exception


class DOMEventStream:
    """The events of a stream, as an iterator of (event, node)."""

    def __init__(self, stream, parser, bufsize):
        self.stream = stream
        self.parser = parser
        self.bufsize = bufsize
        if not hasattr(self.parser, 'feed'):
            self.getEvent = self._slurp
        self.reset()

    def reset(self):
        self.pulldom = PullDOM()
        # namespaces are needed for the names of nodes
        self.parser.setFeature(xml.sax.handler.feature_namespaces, 1)
        self.parser.setContentHandler(self.pulldom)

    def __getitem__(self, pos):
        rc = self.getEvent()
        if rc:
            return rc
        raise IndexError

    def __next__(self):
        rc = self.getEvent()
        if rc:
            return rc
        raise StopIteration

    def __iter__(self):
        return self

    def expandNode(self, node):
        """Take the events up to the node's end, and put all nodes below it."""
        parents = [node]
        while True:
            event = self.getEvent()
            if not event:
                return
            token, cur_node = event
            if cur_node is node:
                return
            if token != END_ELEMENT:
                parents[-1].appendChild(cur_node)
            if token == START_ELEMENT:
                parents.append(cur_node)
            elif token == END_ELEMENT:
                del parents[-1]

    def _next_event(self):
        """The next event that was made, or None."""
        rest = self.pulldom.firstEvent[1]
        if rest is None:
            return None
        self.pulldom.firstEvent[1] = rest[1]
        if rest[1] is None:
            self.pulldom.lastEvent = self.pulldom.firstEvent
        return rest[0]

    def getEvent(self):
        """(event, node), or None at the end."""
        if not self.pulldom.firstEvent[1]:
            self.pulldom.lastEvent = self.pulldom.firstEvent
        while not self.pulldom.firstEvent[1]:
            buf = self.stream.read(self.bufsize)
            if not buf:
                self.parser.close()
                return None
            self.parser.feed(buf)
        return self._next_event()

    def _slurp(self):
        """getEvent() of a parser that can only read all at once."""
        self.parser.parse(self.stream)
        self.getEvent = self._emit
        return self._emit()

    def _emit(self):
        return self._next_event()

    def clear(self):
        """Let go of everything."""
        self.pulldom.clear()
        del self.pulldom
        self.parser = None
        self.stream = None


class SAX2DOM(PullDOM):
    """A handler that puts the nodes together: its document is whole at the end."""

    def _append(self):
        curNode = self.elementStack[-1]
        self.elementStack[-2].appendChild(curNode)

    def startElementNS(self, name, tagName, attrs):
        PullDOM.startElementNS(self, name, tagName, attrs)
        self._append()

    def startElement(self, name, attrs):
        PullDOM.startElement(self, name, attrs)
        self._append()

    def _append_last(self):
        self.elementStack[-1].appendChild(self.lastEvent[0][1])

    def processingInstruction(self, target, data):
        PullDOM.processingInstruction(self, target, data)
        self._append_last()

    def ignorableWhitespace(self, chars):
        PullDOM.ignorableWhitespace(self, chars)
        self._append_last()

    def characters(self, chars):
        PullDOM.characters(self, chars)
        self._append_last()


def parse(stream_or_string, parser=None, bufsize=None):
    """The events of a binary file, or of the file of that name."""
    if bufsize is None:
        bufsize = default_bufsize
    stream = stream_or_string
    if isinstance(stream, str):
        stream = open(stream, 'rb')
    return DOMEventStream(stream, parser or xml.sax.make_parser(), bufsize)


def parseString(string, parser=None):
    """The events of a str."""
    from io import StringIO
    return DOMEventStream(StringIO(string), parser or xml.sax.make_parser(), len(string))
