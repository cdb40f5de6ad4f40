/**
 * staticmethod, classmethod (Objects/funcobject.c), property
 * (Objects/descrobject.c) and super (Objects/typeobject.c): the data classes.
 *
 * @module
 */
import { type Maybe, PyObject, PyType, type Value } from "../core/object.ts";

/** A staticmethod. */
export class PyStaticMethod extends PyObject {
  constructor(public callable: Maybe) {
    super();
  }
}

/** A classmethod. */
export class PyClassMethod extends PyObject {
  constructor(public callable: Maybe) {
    super();
  }
}

/** A property. */
export class PyProperty extends PyObject {
  fget: Value = null;
  fset: Value = null;
  fdel: Value = null;
  doc: Value = null;
  /** The docstring came from the getter. */
  getterDoc = false;
}

/** A super object. */
export class PySuper extends PyObject {
  /** `__thisclass__`. */
  type: PyType | null = null;
  /** `__self__`. */
  obj: Maybe = undefined;
  /** `__self_class__`. */
  objType: PyType | null = null;
}

export const staticMethodType: PyType = new PyType("staticmethod");
PyStaticMethod.prototype.cls = staticMethodType;
export const classMethodType: PyType = new PyType("classmethod");
PyClassMethod.prototype.cls = classMethodType;
export const propertyType: PyType = new PyType("property");
PyProperty.prototype.cls = propertyType;
export const superType: PyType = new PyType("super");
PySuper.prototype.cls = superType;
