"""Makes minidom's documents with Expat."""

from xml.dom import XMLNS_NAMESPACE, minidom
from xml.parsers import expat


class _Builder:
    """Takes the events of one document."""

    def __init__(self, namespaces):
        self.namespaces = namespaces
        self.document = minidom.Document()
        self.current = self.document
        self.cdata = False
        self.cdata_continue = False
        self.declared = []

    def parser(self):
        p = expat.ParserCreate(namespace_separator=" ") if self.namespaces \
            else expat.ParserCreate()
        if self.namespaces:
            p.namespace_prefixes = True
            p.StartNamespaceDeclHandler = self.namespace
        p.buffer_text = True
        p.ordered_attributes = True
        p.specified_attributes = True
        p.StartElementHandler = self.start
        p.EndElementHandler = self.end
        p.CharacterDataHandler = self.text
        p.CommentHandler = self.comment
        p.ProcessingInstructionHandler = self.pi
        p.StartCdataSectionHandler = self.start_cdata
        p.EndCdataSectionHandler = self.end_cdata
        p.StartDoctypeDeclHandler = self.doctype
        p.XmlDeclHandler = self.xml_decl
        p.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        return p

    def _add(self, node):
        self.current.appendChild(node)

    def namespace(self, prefix, uri):
        self.declared.append((prefix, uri))

    def _name(self, name):
        """(uri, local name, prefix, prefix:name)"""
        parts = name.split(' ')
        if len(parts) == 3:
            uri, local, prefix = parts
            return uri, local, prefix, "%s:%s" % (prefix, local)
        if len(parts) == 2:
            uri, local = parts
            return uri, local, None, local
        return None, name, None, name

    def start(self, name, attributes):
        doc = self.document
        if self.namespaces:
            uri, local, prefix, qname = self._name(name)
            node = minidom.Element(qname, uri, prefix, local)
        else:
            node = minidom.Element(name)
        node.ownerDocument = doc
        self._add(node)
        self.current = node
        for prefix, uri in self.declared:
            qname = "xmlns:" + prefix if prefix else "xmlns"
            attr = minidom.Attr(qname, XMLNS_NAMESPACE, prefix or "xmlns",
                                "xmlns" if prefix else None)
            self._attribute(node, attr, uri or "")
        self.declared = []
        for i in range(0, len(attributes), 2):
            if self.namespaces:
                uri, local, prefix, qname = self._name(attributes[i])
                attr = minidom.Attr(qname, uri, local, prefix)
            else:
                attr = minidom.Attr(attributes[i])
            self._attribute(node, attr, attributes[i + 1])

    def _attribute(self, node, attr, value):
        attr.ownerDocument = self.document
        attr.specified = True
        attr.value = value
        node.setAttributeNode(attr)

    def end(self, name):
        self.current = self.current.parentNode

    def text(self, data):
        last = self.current.lastChild
        if self.cdata:
            if self.cdata_continue and last is not None:
                last.data = last.data + data
                return
            self.cdata_continue = True
            self._add(self.document.createCDATASection(data))
        elif last is not None and last.nodeType == minidom.Node.TEXT_NODE:
            last.data = last.data + data
        else:
            self._add(self.document.createTextNode(data))

    def comment(self, data):
        self._add(self.document.createComment(data))

    def pi(self, target, data):
        self._add(self.document.createProcessingInstruction(target, data))

    def start_cdata(self):
        self.cdata = True
        self.cdata_continue = False

    def end_cdata(self):
        self.cdata = False

    def doctype(self, name, system_id, public_id, has_internal_subset):
        node = self.document.implementation.createDocumentType(name, public_id, system_id)
        node.ownerDocument = self.document
        self._add(node)
        self.document.doctype = node

    def xml_decl(self, version, encoding, standalone):
        self.document.version = version
        self.document.encoding = encoding
        # Expat says -1 for what is not there
        if standalone >= 0:
            self.document.standalone = bool(standalone)


def parse(file, namespaces=True):
    """The document in a file, or in what has its name."""
    builder = _Builder(namespaces)
    if isinstance(file, str):
        with open(file, 'rb') as fp:
            builder.parser().ParseFile(fp)
    else:
        parser = builder.parser()
        while True:
            data = file.read(16 * 1024)
            if not data:
                break
            parser.Parse(data, False)
        parser.Parse(b"", True)
    return builder.document


def parseString(string, namespaces=True):
    """The document in a str or bytes."""
    builder = _Builder(namespaces)
    builder.parser().Parse(string, True)
    return builder.document
