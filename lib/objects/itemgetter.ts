/**
 * operator.itemgetter's object: the machine knows the properties of named
 * tuples, which are made of it.
 *
 * @module
 */
import { PyObject, PyType, TypeFlag, type Value } from "../core/object.ts";

/** An operator.itemgetter. */
export class PyItemGetter extends PyObject {
  keys: readonly Value[] = [];
}

export const itemGetterType: PyType = new PyType("itemgetter", TypeFlag.BaseType, "operator");
PyItemGetter.prototype.cls = itemGetterType;
