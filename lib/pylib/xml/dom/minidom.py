"""A small implementation of the Document Object Model.

The Core of level 2 is here; of level 3, and of validation, only little is.
"""

import io
import xml.dom

from xml.dom import EMPTY_NAMESPACE, EMPTY_PREFIX, XMLNS_NAMESPACE, domreg
from xml.dom.minicompat import *


class Node(xml.dom.Node):
    """The base of all nodes."""

    namespaceURI = None
    parentNode = None
    ownerDocument = None
    nextSibling = None
    previousSibling = None
    attributes = None
    nodeValue = None
    prefix = EMPTY_PREFIX
    _children_allowed = ()

    def __bool__(self):
        return True

    def toxml(self, encoding=None):
        return self.toprettyxml("", "", encoding)

    def toprettyxml(self, indent="\t", newl="\n", encoding=None):
        """The node as text, or as bytes of an encoding."""
        if encoding is None:
            writer = io.StringIO()
        else:
            writer = io.TextIOWrapper(io.BytesIO(), encoding=encoding,
                                      errors="xmlcharrefreplace", newline='\n')
        if self.nodeType == Node.DOCUMENT_NODE:
            self.writexml(writer, "", indent, newl, encoding)
        else:
            self.writexml(writer, "", indent, newl)
        if encoding is None:
            return writer.getvalue()
        return writer.detach().getvalue()

    def hasChildNodes(self):
        return bool(self.childNodes)

    @property
    def firstChild(self):
        return self.childNodes[0] if self.childNodes else None

    @property
    def lastChild(self):
        return self.childNodes[-1] if self.childNodes else None

    @property
    def localName(self):
        return None

    def _check_child(self, node):
        if node.nodeType not in self._children_allowed:
            raise xml.dom.HierarchyRequestErr(
                "%s cannot be child of %s" % (repr(node), repr(self)))

    def _relink(self):
        before = None
        for child in self.childNodes:
            child.parentNode = self
            child.previousSibling = before
            child.nextSibling = None
            if before is not None:
                before.nextSibling = child
            before = child

    def insertBefore(self, newChild, refChild):
        if newChild.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            for c in tuple(newChild.childNodes):
                self.insertBefore(c, refChild)
            return newChild
        self._check_child(newChild)
        if refChild is None:
            return self.appendChild(newChild)
        if newChild.parentNode is not None:
            newChild.parentNode.removeChild(newChild)
        for index, child in enumerate(self.childNodes):
            if child is refChild:
                break
        else:
            raise xml.dom.NotFoundErr()
        self.childNodes.insert(index, newChild)
        self._relink()
        return newChild

    def appendChild(self, node):
        if node.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            for c in tuple(node.childNodes):
                self.appendChild(c)
            return node
        self._check_child(node)
        if node.parentNode is not None:
            node.parentNode.removeChild(node)
        last = self.lastChild
        if last is not None:
            last.nextSibling = node
        node.previousSibling = last
        node.nextSibling = None
        node.parentNode = self
        self.childNodes.append(node)
        return node

    def replaceChild(self, newChild, oldChild):
        if newChild.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            refChild = oldChild.nextSibling
            self.removeChild(oldChild)
            return self.insertBefore(newChild, refChild)
        self._check_child(newChild)
        if newChild is oldChild:
            return
        if newChild.parentNode is not None:
            newChild.parentNode.removeChild(newChild)
        for index, child in enumerate(self.childNodes):
            if child is oldChild:
                break
        else:
            raise xml.dom.NotFoundErr()
        self.childNodes[index] = newChild
        oldChild.parentNode = oldChild.previousSibling = oldChild.nextSibling = None
        self._relink()
        return oldChild

    def removeChild(self, oldChild):
        for index, child in enumerate(self.childNodes):
            if child is oldChild:
                break
        else:
            raise xml.dom.NotFoundErr()
        del self.childNodes[index]
        before, after = oldChild.previousSibling, oldChild.nextSibling
        if before is not None:
            before.nextSibling = after
        if after is not None:
            after.previousSibling = before
        oldChild.parentNode = oldChild.previousSibling = oldChild.nextSibling = None
        return oldChild

    def normalize(self):
        """Joins neighbouring texts, and drops empty ones."""
        kept = []
        for child in self.childNodes:
            if child.nodeType == Node.TEXT_NODE:
                if not child.data:
                    child.parentNode = child.previousSibling = child.nextSibling = None
                    continue
                if kept and kept[-1].nodeType == Node.TEXT_NODE:
                    kept[-1].data = kept[-1].data + child.data
                    child.parentNode = child.previousSibling = child.nextSibling = None
                    continue
            elif child.nodeType == Node.ELEMENT_NODE:
                child.normalize()
            kept.append(child)
        self.childNodes[:] = kept
        self._relink()

    def cloneNode(self, deep):
        return _clone_node(self, deep, self.ownerDocument or self)

    def isSupported(self, feature, version):
        return self.ownerDocument.implementation.hasFeature(feature, version)

    def isSameNode(self, other):
        return self is other

    def getInterface(self, feature):
        return self if self.isSupported(feature, None) else None

    def getUserData(self, key):
        try:
            return self._user_data[key][0]
        except (AttributeError, KeyError):
            return None

    def setUserData(self, key, data, handler):
        old = None
        d = self.__dict__.setdefault('_user_data', {})
        if key in d:
            old = d[key][0]
        if data is None:
            d.pop(key, None)
        else:
            d[key] = (data, handler)
        return old

    def unlink(self):
        self.parentNode = self.ownerDocument = None
        if self.childNodes:
            for child in self.childNodes:
                child.unlink()
            self.childNodes = NodeList()
        self.previousSibling = self.nextSibling = None

    def __enter__(self):
        return self

    def __exit__(self, et, ev, tb):
        self.unlink()


def _write_data(writer, data):
    if data:
        data = data.replace("&", "&amp;").replace("<", "&lt;")
        data = data.replace("\"", "&quot;").replace(">", "&gt;")
        writer.write(data)


def _by_name(node, wanted, found):
    for child in node.childNodes:
        if child.nodeType == Node.ELEMENT_NODE:
            if wanted(child):
                found.append(child)
            _by_name(child, wanted, found)
    return found


class _ByName:
    """What elements and documents search with."""

    def getElementsByTagName(self, name):
        return _by_name(self, lambda e: name == "*" or e.tagName == name, NodeList())

    def getElementsByTagNameNS(self, namespaceURI, localName):
        return _by_name(self, lambda e: localName in ("*", e.localName)
                        and namespaceURI in ("*", e.namespaceURI), NodeList())


class DocumentFragment(Node):
    nodeType = Node.DOCUMENT_FRAGMENT_NODE
    nodeName = "#document-fragment"
    _children_allowed = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE,
                         Node.COMMENT_NODE, Node.TEXT_NODE, Node.CDATA_SECTION_NODE,
                         Node.ENTITY_REFERENCE_NODE, Node.NOTATION_NODE)

    def __init__(self):
        self.childNodes = NodeList()


class Attr(Node):
    nodeType = Node.ATTRIBUTE_NODE
    specified = False
    _is_id = False
    _children_allowed = (Node.TEXT_NODE, Node.ENTITY_REFERENCE_NODE)

    def __init__(self, qName, namespaceURI=EMPTY_NAMESPACE, localName=None, prefix=None):
        self.ownerElement = None
        self.nodeName = self.name = qName
        self.namespaceURI = namespaceURI
        self._localName = localName
        self.prefix = prefix if prefix is not None or ':' not in qName else qName.split(':')[0]
        self.childNodes = NodeList()
        self._value = ''

    @property
    def localName(self):
        return self._localName or self.nodeName.split(":", 1)[-1]

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value
        text = Text()
        text.data = value
        text.ownerDocument = self.ownerDocument
        self.childNodes[:] = [text]
        self._relink()

    nodeValue = value

    @property
    def isId(self):
        return self._is_id

    def unlink(self):
        if self.ownerElement is not None:
            self.ownerElement._attrs.pop(self.nodeName, None)
            self.ownerElement = None
        super().unlink()


class NamedNodeMap:
    """The attributes of an element."""

    def __init__(self, element):
        self._owner = element

    @property
    def length(self):
        return len(self._owner._attrs)

    def item(self, index):
        names = list(self._owner._attrs.values())
        return names[index] if 0 <= index < len(names) else None

    def items(self):
        return [(a.nodeName, a.value) for a in self._owner._attrs.values()]

    def itemsNS(self):
        return [((a.namespaceURI, a.localName), a.value)
                for a in self._owner._attrs.values()]

    def keys(self):
        return self._owner._attrs.keys()

    def keysNS(self):
        return [(a.namespaceURI, a.localName) for a in self._owner._attrs.values()]

    def values(self):
        return list(self._owner._attrs.values())

    def get(self, name, value=None):
        return self._owner._attrs.get(name, value)

    def __len__(self):
        return len(self._owner._attrs)

    def __contains__(self, key):
        if isinstance(key, str):
            return key in self._owner._attrs
        return self._owner.getAttributeNodeNS(*key) is not None

    def __getitem__(self, key):
        if isinstance(key, tuple):
            node = self._owner.getAttributeNodeNS(*key)
            if node is None:
                raise KeyError(key)
            return node
        return self._owner._attrs[key]

    def __setitem__(self, name, value):
        if isinstance(value, str):
            self._owner.setAttribute(name, value)
        elif isinstance(value, Attr):
            self._owner.setAttributeNode(value)
        else:
            raise TypeError("value must be a string or Attr object")

    def __delitem__(self, key):
        self._owner.removeAttributeNode(self[key])

    getNamedItem = get

    def getNamedItemNS(self, namespaceURI, localName):
        return self._owner.getAttributeNodeNS(namespaceURI, localName)

    def removeNamedItem(self, name):
        if name not in self._owner._attrs:
            raise xml.dom.NotFoundErr()
        return self._owner.removeAttributeNode(self._owner._attrs[name])

    def removeNamedItemNS(self, namespaceURI, localName):
        node = self._owner.getAttributeNodeNS(namespaceURI, localName)
        if node is None:
            raise xml.dom.NotFoundErr()
        return self._owner.removeAttributeNode(node)

    def setNamedItem(self, node):
        if not isinstance(node, Attr):
            raise xml.dom.HierarchyRequestErr(
                "%s cannot be child of %s" % (repr(node), repr(self)))
        return self._owner.setAttributeNode(node)

    setNamedItemNS = setNamedItem


AttributeList = NamedNodeMap


class Element(_ByName, Node):
    nodeType = Node.ELEMENT_NODE
    nodeValue = None
    schemaType = None
    _children_allowed = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE,
                         Node.COMMENT_NODE, Node.TEXT_NODE, Node.CDATA_SECTION_NODE,
                         Node.ENTITY_REFERENCE_NODE)

    def __init__(self, tagName, namespaceURI=EMPTY_NAMESPACE, prefix=None, localName=None):
        self.tagName = self.nodeName = tagName
        self.prefix = prefix
        self.namespaceURI = namespaceURI
        self._localName = localName
        self.childNodes = NodeList()
        self._attrs = {}

    @property
    def localName(self):
        return self._localName or self.tagName.split(":", 1)[-1]

    @property
    def attributes(self):
        return NamedNodeMap(self)

    def hasAttributes(self):
        return bool(self._attrs)

    def getAttribute(self, attname):
        attr = self._attrs.get(attname)
        return "" if attr is None else attr.value

    def getAttributeNS(self, namespaceURI, localName):
        attr = self.getAttributeNodeNS(namespaceURI, localName)
        return "" if attr is None else attr.value

    def getAttributeNode(self, attrname):
        return self._attrs.get(attrname)

    def getAttributeNodeNS(self, namespaceURI, localName):
        for attr in self._attrs.values():
            if attr.namespaceURI == namespaceURI and attr.localName == localName:
                return attr
        return None

    def setAttribute(self, attname, value):
        attr = self.getAttributeNode(attname)
        if attr is None:
            attr = Attr(attname)
            attr.ownerDocument = self.ownerDocument
            self.setAttributeNode(attr)
        attr.value = value

    def setAttributeNS(self, namespaceURI, qualifiedName, value):
        prefix, _, localname = qualifiedName.rpartition(":")
        attr = self.getAttributeNodeNS(namespaceURI, localname)
        if attr is None:
            attr = Attr(qualifiedName, namespaceURI, localname, prefix or None)
            attr.ownerDocument = self.ownerDocument
            self.setAttributeNode(attr)
        elif attr.nodeName != qualifiedName:
            del self._attrs[attr.nodeName]
            attr.nodeName = attr.name = qualifiedName
            attr.prefix = prefix or None
            self._attrs[qualifiedName] = attr
        attr.value = value

    def setAttributeNode(self, attr):
        if attr.ownerElement not in (None, self):
            raise xml.dom.InuseAttributeErr("attribute node already owned")
        old = self._attrs.get(attr.nodeName)
        if old is attr:
            return None
        if old is not None:
            old.ownerElement = None
        self._attrs[attr.nodeName] = attr
        attr.ownerElement = self
        return old

    setAttributeNodeNS = setAttributeNode

    def removeAttribute(self, name):
        if name not in self._attrs:
            raise xml.dom.NotFoundErr()
        self.removeAttributeNode(self._attrs[name])

    def removeAttributeNS(self, namespaceURI, localName):
        attr = self.getAttributeNodeNS(namespaceURI, localName)
        if attr is None:
            raise xml.dom.NotFoundErr()
        self.removeAttributeNode(attr)

    def removeAttributeNode(self, node):
        if node is None or self._attrs.get(node.nodeName) is not node:
            raise xml.dom.NotFoundErr()
        del self._attrs[node.nodeName]
        node.ownerElement = None
        return node

    removeAttributeNodeNS = removeAttributeNode

    def setIdAttribute(self, name):
        self.setIdAttributeNode(self.getAttributeNode(name))

    def setIdAttributeNS(self, namespaceURI, localName):
        self.setIdAttributeNode(self.getAttributeNodeNS(namespaceURI, localName))

    def setIdAttributeNode(self, idAttr):
        if idAttr is None or not self.isSameNode(idAttr.ownerElement):
            raise xml.dom.NotFoundErr()
        idAttr._is_id = True

    def hasAttribute(self, name):
        return name in self._attrs

    def hasAttributeNS(self, namespaceURI, localName):
        return self.getAttributeNodeNS(namespaceURI, localName) is not None

    def __repr__(self):
        return "<DOM Element: %s at %#x>" % (self.tagName, id(self))

    def writexml(self, writer, indent="", addindent="", newl=""):
        writer.write(indent + "<" + self.tagName)
        for name in sorted(self._attrs):
            writer.write(" %s=\"" % name)
            _write_data(writer, self._attrs[name].value)
            writer.write("\"")
        if not self.childNodes:
            writer.write("/>%s" % newl)
            return
        writer.write(">")
        if (len(self.childNodes) == 1
                and self.childNodes[0].nodeType in (Node.TEXT_NODE,
                                                    Node.CDATA_SECTION_NODE)):
            self.childNodes[0].writexml(writer, '', '', '')
        else:
            writer.write(newl)
            for node in self.childNodes:
                node.writexml(writer, indent + addindent, addindent, newl)
            writer.write(indent)
        writer.write("</%s>%s" % (self.tagName, newl))


class _Childless:
    """Nodes that have no children."""

    attributes = None
    childNodes = EmptyNodeList()
    firstChild = None
    lastChild = None

    def appendChild(self, node):
        raise xml.dom.HierarchyRequestErr(self.nodeName + " nodes cannot have children")

    def hasChildNodes(self):
        return False

    def insertBefore(self, newChild, refChild):
        raise xml.dom.HierarchyRequestErr(self.nodeName + " nodes do not have children")

    def removeChild(self, oldChild):
        raise xml.dom.NotFoundErr(self.nodeName + " nodes do not have children")

    def normalize(self):
        pass

    def replaceChild(self, newChild, oldChild):
        raise xml.dom.HierarchyRequestErr(self.nodeName + " nodes do not have children")


Childless = _Childless


class ProcessingInstruction(_Childless, Node):
    nodeType = Node.PROCESSING_INSTRUCTION_NODE

    def __init__(self, target, data):
        self.target = self.nodeName = target
        self.data = data

    @property
    def nodeValue(self):
        return self.data

    @nodeValue.setter
    def nodeValue(self, value):
        self.data = value

    def writexml(self, writer, indent="", addindent="", newl=""):
        writer.write("%s<?%s %s?>%s" % (indent, self.target, self.data, newl))


class CharacterData(_Childless, Node):
    """Text of any kind."""

    def __init__(self):
        self.data = ''

    @property
    def nodeValue(self):
        return self.data

    @nodeValue.setter
    def nodeValue(self, value):
        self.data = value

    @property
    def length(self):
        return len(self.data)

    __len__ = lambda self: len(self.data)

    def __repr__(self):
        data = self.data
        dots = "..." if len(data) > 10 else ""
        return '<DOM %s node "%r%s">' % (self.__class__.__name__, data[0:10], dots)

    def _check(self, offset, count=0):
        if offset < 0:
            raise xml.dom.IndexSizeErr("offset cannot be negative")
        if offset >= len(self.data):
            raise xml.dom.IndexSizeErr("offset cannot be beyond end of data")
        if count < 0:
            raise xml.dom.IndexSizeErr("count cannot be negative")

    def substringData(self, offset, count):
        self._check(offset, count)
        return self.data[offset:offset + count]

    def appendData(self, arg):
        self.data = self.data + arg

    def insertData(self, offset, arg):
        self._check(offset)
        if arg:
            self.data = self.data[:offset] + arg + self.data[offset:]

    def deleteData(self, offset, count):
        self._check(offset, count)
        if count:
            self.data = self.data[:offset] + self.data[offset + count:]

    def replaceData(self, offset, count, arg):
        self._check(offset, count)
        if count:
            self.data = self.data[:offset] + arg + self.data[offset + count:]


class Text(CharacterData):
    nodeType = Node.TEXT_NODE
    nodeName = "#text"
    attributes = None

    def splitText(self, offset):
        if offset < 0 or offset > len(self.data):
            raise xml.dom.IndexSizeErr("illegal offset value")
        newText = self.__class__()
        newText.data = self.data[offset:]
        newText.ownerDocument = self.ownerDocument
        if self.parentNode is not None:
            self.parentNode.insertBefore(newText, self.nextSibling)
        self.data = self.data[:offset]
        return newText

    def writexml(self, writer, indent="", addindent="", newl=""):
        _write_data(writer, "%s%s%s" % (indent, self.data, newl))


    @property
    def wholeText(self):
        """The text with that of its neighbours."""
        texts = (Node.TEXT_NODE, Node.CDATA_SECTION_NODE)
        first = self
        while first.previousSibling is not None and first.previousSibling.nodeType in texts:
            first = first.previousSibling
        parts = []
        while first is not None and first.nodeType in texts:
            parts.append(first.data)
            first = first.nextSibling
        return ''.join(parts)


class Comment(CharacterData):
    nodeType = Node.COMMENT_NODE
    nodeName = "#comment"

    def __init__(self, data):
        self.data = data

    def writexml(self, writer, indent="", addindent="", newl=""):
        if "--" in self.data:
            raise ValueError("'--' is not allowed in a comment node")
        writer.write("%s<!--%s-->%s" % (indent, self.data, newl))


class CDATASection(Text):
    nodeType = Node.CDATA_SECTION_NODE
    nodeName = "#cdata-section"

    def writexml(self, writer, indent="", addindent="", newl=""):
        if self.data.find("]]>") >= 0:
            raise ValueError("']]>' not allowed in a CDATA section")
        writer.write("<![CDATA[%s]]>" % self.data)


class ReadOnlySequentialNamedNodeMap:
    """Entities or notations by name."""

    def __init__(self, seq=()):
        self._seq = list(seq)

    def __len__(self):
        return len(self._seq)

    length = property(__len__)

    def getNamedItem(self, name):
        for n in self._seq:
            if n.nodeName == name:
                return n

    def item(self, index):
        if 0 <= index < len(self._seq):
            return self._seq[index]

    def __getitem__(self, name):
        node = self.getNamedItem(name)
        if node is None:
            raise KeyError(name)
        return node


class DocumentType(_Childless, Node):
    nodeType = Node.DOCUMENT_TYPE_NODE
    nodeValue = None

    def __init__(self, qualifiedName):
        self.name = self.nodeName = qualifiedName
        self.publicId = self.systemId = self.internalSubset = None
        self.entities = ReadOnlySequentialNamedNodeMap()
        self.notations = ReadOnlySequentialNamedNodeMap()

    def writexml(self, writer, indent="", addindent="", newl=""):
        writer.write("<!DOCTYPE " + self.name)
        if self.publicId:
            writer.write("%s  PUBLIC '%s'%s  '%s'"
                         % (newl, self.publicId, newl, self.systemId))
        elif self.systemId:
            writer.write("%s  SYSTEM '%s'" % (newl, self.systemId))
        if self.internalSubset is not None:
            writer.write(" [" + self.internalSubset + "]")
        writer.write(">" + newl)


class DOMImplementation:
    _features = [("core", "1.0"), ("core", "2.0"), ("core", None),
                 ("xml", "1.0"), ("xml", "2.0"), ("xml", None),
                 ("ls-load", "3.0"), ("ls-load", None)]

    def hasFeature(self, feature, version):
        if version == "":
            version = None
        return (feature.lower(), version) in self._features

    def createDocument(self, namespaceURI, qualifiedName, doctype):
        if doctype and doctype.parentNode is not None:
            raise xml.dom.WrongDocumentErr("doctype object owned by another DOM tree")
        doc = Document()
        doc.implementation = self
        empty = namespaceURI is None and qualifiedName is None and doctype is None
        if not qualifiedName and not empty:
            raise xml.dom.InvalidCharacterErr("Element with no name")
        if doctype:
            doc.appendChild(doctype)
        if not empty:
            prefix = qualifiedName.rpartition(":")[0]
            if prefix == "xml" and namespaceURI != xml.dom.XML_NAMESPACE:
                raise xml.dom.NamespaceErr("illegal use of 'xml' prefix")
            if prefix and not namespaceURI:
                raise xml.dom.NamespaceErr("illegal use of prefix without namespaces")
            doc.appendChild(doc.createElementNS(namespaceURI, qualifiedName))
        doc.doctype = doctype
        return doc

    def createDocumentType(self, qualifiedName, publicId, systemId):
        doctype = DocumentType(qualifiedName)
        doctype.publicId = publicId
        doctype.systemId = systemId
        return doctype

    def getInterface(self, feature):
        return self if self.hasFeature(feature, None) else None


class Document(_ByName, Node):
    nodeType = Node.DOCUMENT_NODE
    nodeName = "#document"
    nodeValue = None
    attributes = None
    implementation = DOMImplementation()
    doctype = None
    encoding = None
    standalone = None
    version = None
    documentURI = None
    _children_allowed = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE,
                         Node.COMMENT_NODE, Node.DOCUMENT_TYPE_NODE)

    def __init__(self):
        self.childNodes = NodeList()

    def appendChild(self, node):
        if node.nodeType == Node.ELEMENT_NODE and self.documentElement not in (None, node):
            raise xml.dom.HierarchyRequestErr("two document elements disallowed")
        return Node.appendChild(self, node)

    def removeChild(self, oldChild):
        if oldChild is self.doctype:
            self.doctype = None
        return Node.removeChild(self, oldChild)

    @property
    def documentElement(self):
        for node in self.childNodes:
            if node.nodeType == Node.ELEMENT_NODE:
                return node

    def unlink(self):
        self.doctype = None
        Node.unlink(self)

    def _own(self, node):
        node.ownerDocument = self
        return node

    def createDocumentFragment(self):
        return self._own(DocumentFragment())

    def createElement(self, tagName):
        return self._own(Element(tagName))

    def createElementNS(self, namespaceURI, qualifiedName):
        prefix = qualifiedName.rpartition(':')[0]
        return self._own(Element(qualifiedName, namespaceURI, prefix or None))

    def createTextNode(self, data):
        if not isinstance(data, str):
            raise TypeError("node contents must be a string")
        node = Text()
        node.data = data
        return self._own(node)

    def createCDATASection(self, data):
        if not isinstance(data, str):
            raise TypeError("node contents must be a string")
        node = CDATASection()
        node.data = data
        return self._own(node)

    def createComment(self, data):
        return self._own(Comment(data))

    def createProcessingInstruction(self, target, data):
        return self._own(ProcessingInstruction(target, data))

    def createAttribute(self, qName):
        return self._own(Attr(qName))

    def createAttributeNS(self, namespaceURI, qualifiedName):
        prefix, _, local = qualifiedName.rpartition(':')
        return self._own(Attr(qualifiedName, namespaceURI, local, prefix or None))

    def importNode(self, node, deep):
        if node.nodeType == Node.DOCUMENT_NODE:
            raise xml.dom.NotSupportedErr("cannot import document nodes")
        if node.nodeType == Node.DOCUMENT_TYPE_NODE:
            raise xml.dom.NotSupportedErr("cannot import document type nodes")
        return _clone_node(node, deep, self)

    def getElementById(self, id):
        found = _by_name(self, lambda e: any(
            a._is_id and a.value == id for a in e._attrs.values()), NodeList())
        return found[0] if found else None

    def writexml(self, writer, indent="", addindent="", newl="", encoding=None):
        if encoding is None:
            writer.write('<?xml version="1.0" ?>' + newl)
        else:
            writer.write('<?xml version="1.0" encoding="%s"?>%s' % (encoding, newl))
        for node in self.childNodes:
            node.writexml(writer, indent, addindent, newl)


def _clone_node(node, deep, newOwnerDocument):
    kind = node.nodeType
    if kind == Node.DOCUMENT_NODE:
        clone = Document()
        newOwnerDocument = clone
    elif kind == Node.ELEMENT_NODE:
        clone = Element(node.tagName, node.namespaceURI, node.prefix, node._localName)
        for attr in node._attrs.values():
            clone.setAttributeNode(_clone_node(attr, True, newOwnerDocument))
    elif kind == Node.DOCUMENT_FRAGMENT_NODE:
        clone = DocumentFragment()
    elif kind in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
        clone = node.__class__()
        clone.data = node.data
    elif kind == Node.PROCESSING_INSTRUCTION_NODE:
        clone = ProcessingInstruction(node.target, node.data)
    elif kind == Node.COMMENT_NODE:
        clone = Comment(node.data)
    elif kind == Node.ATTRIBUTE_NODE:
        clone = Attr(node.nodeName, node.namespaceURI, node._localName, node.prefix)
        clone.specified = True
        clone.value = node.value
    elif kind == Node.DOCUMENT_TYPE_NODE:
        clone = DocumentType(node.name)
        clone.publicId, clone.systemId = node.publicId, node.systemId
    else:
        raise xml.dom.NotSupportedErr("Cannot clone node %s" % repr(node))
    clone.ownerDocument = None if clone is newOwnerDocument else newOwnerDocument
    if deep and kind != Node.ATTRIBUTE_NODE:
        for child in node.childNodes:
            c = _clone_node(child, True, newOwnerDocument)
            clone.appendChild(c)
            if c.nodeType == Node.DOCUMENT_TYPE_NODE:
                clone.doctype = c
    data = getattr(node, '_user_data', None)
    if data:
        for key, (value, handler) in list(data.items()):
            if handler is not None:
                handler.handle(xml.dom.UserDataHandler.NODE_CLONED, key, value, node, clone)
    return clone




def parse(file, parser=None, bufsize=None):
    """The document in a file, or in what has its name."""
    from xml.dom import expatbuilder
    return expatbuilder.parse(file)


def parseString(string, parser=None):
    """The document in a str or bytes."""
    from xml.dom import expatbuilder
    return expatbuilder.parseString(string)


def getDOMImplementation(features=None):
    if features:
        if isinstance(features, str):
            features = domreg._parse_feature_string(features)
        for f, v in features:
            if not Document.implementation.hasFeature(f, v):
                return None
    return Document.implementation
