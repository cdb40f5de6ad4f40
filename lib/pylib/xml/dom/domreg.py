"""The implementations of DOM that are known."""

import os

well_known_implementations = {
    'minidom': 'xml.dom.minidom',
    '4DOM': 'xml.dom.DOMImplementation',
}

registered = {}


def registerDOMImplementation(name, factory):
    """Makes an implementation known under a name."""
    registered[name] = factory


def _good_enough(dom, features):
    return all(dom.hasFeature(f, v) for f, v in features)


def getDOMImplementation(name=None, features=()):
    """An implementation by name, or one that has features."""
    creator = None
    mod = well_known_implementations.get(name)
    if mod:
        mod = __import__(mod, {}, {}, ['getDOMImplementation'])
        return mod.getDOMImplementation()
    if name:
        return registered[name]()
    if "PYTHON_DOM" in os.environ:
        return getDOMImplementation(name=os.environ["PYTHON_DOM"])
    if isinstance(features, str):
        features = _parse_feature_string(features)
    for creator in registered.values():
        dom = creator()
        if _good_enough(dom, features):
            return dom
    for creator in well_known_implementations.keys():
        try:
            dom = getDOMImplementation(name=creator)
        except Exception:
            # it cannot be had
            continue
        if _good_enough(dom, features):
            return dom
    raise ImportError("no suitable DOM implementation found")


def _parse_feature_string(s):
    features = []
    parts = s.split()
    i = 0
    while i < len(parts):
        feature = parts[i]
        if feature[0] in "0123456789":
            raise ValueError("bad feature name: %r" % (feature,))
        i = i + 1
        version = None
        if i < len(parts) and parts[i][0] in "0123456789":
            version = parts[i]
            i = i + 1
        features.append((feature, version))
    return tuple(features)
