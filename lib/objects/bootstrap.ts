/**
 * Wires the built-in types in an explicit order, so that the result never
 * depends on which module loads first. Types of other folders (frames,
 * generators) are handed in by `lib/vm/bootstrap.ts`.
 *
 * @module
 */
import { wireFinalizers } from "./finalize.ts";
import {
  boolType,
  cellType,
  complexType,
  ellipsisType,
  floatType,
  intType,
  listType,
  noneType,
  notImplementedType,
  objectType,
  type PyType,
  strType,
  tupleType,
  typeType,
} from "../core/object.ts";
import { dictType } from "../core/dict.ts";
import { seqIterType } from "../core/ops.ts";
import { codeType } from "./code.ts";
import { complexSpec, wireComplex } from "./complex.ts";
import { descrSpecs, descrTypes, wireDescriptors } from "./descr.ts";
import { dictSpec, dictTypes } from "./dict.ts";
import { exceptionSpecs } from "./exceptions.ts";
import { floatSpec } from "./float.ts";
import { functionSpec, functionType, methodSpec, methodType, PyMethod } from "./function.ts";
import { boolSpec, intSpec } from "./int.ts";
import {
  callIterSpec,
  callIterType,
  enumerateSpec,
  enumerateType,
  filterSpec,
  filterType,
  mapSpec,
  mapType,
  reversedSpec,
  reversedType,
  seqIterSpec,
  zipSpec,
  zipType,
} from "./iterators.ts";
import { listIterSpec, listIterType, listRevIterSpec, listRevIterType, listSpec } from "./list.ts";
import { mappingProxySpec, mappingProxyType } from "./mappingproxy.ts";
import {
  cellSpec,
  codeSpec,
  ellipsisSpec,
  namespaceSpec,
  namespaceType,
  noneSpec,
  notImplementedSpec,
} from "./misc.ts";
import { moduleSpec, moduleType } from "./module.ts";
import { objectSpec } from "./object.ts";
import {
  longRangeIterSpec,
  longRangeIterType,
  rangeIterSpec,
  rangeIterType,
  rangeSpec,
  rangeType,
} from "./range.ts";
import { frozenSetType, setType } from "./set.ts";
import { frozenSetSpec, setIterSpec, setIterType, setSpec } from "./set_specs.ts";
import { sliceSpec, sliceType } from "./slice.ts";
import { strIterSpec, strIterType, strSpec } from "./str.ts";
import { tupleIterSpec, tupleIterType, tupleSpec } from "./tuple.ts";
import { defineType, type TypeSpec, typeSpec } from "./type.ts";
import {
  classMethodSpec,
  propertySpec,
  setMethodMaker,
  staticMethodSpec,
  superSpec,
} from "./wrapper_specs.ts";
import { classMethodType, propertyType, staticMethodType, superType } from "./wrappers.ts";
import { bytesTypes } from "./bytes.ts";
import { bindsFirst } from "../core/ops.ts";
import { weakrefTypes } from "./weakref.ts";

let done = false;

/** Completes the built-in types; once for the process. */
export function bootstrapObjects(): void {
  if (done) return;
  done = true;
  const all: [PyType, TypeSpec][] = [
    [objectType, objectSpec],
    [typeType, typeSpec],
    ...descrTypes.map(([t, k]): [PyType, TypeSpec] => [t, descrSpecs[k] as TypeSpec]),
    [mappingProxyType, mappingProxySpec],
    [noneType, noneSpec],
    [notImplementedType, notImplementedSpec],
    [ellipsisType, ellipsisSpec],
    [intType, intSpec],
    [boolType, boolSpec],
    [floatType, floatSpec],
    [complexType, complexSpec],
    [strType, strSpec],
    [strIterType, strIterSpec],
    ...bytesTypes(),
    [tupleType, tupleSpec],
    [tupleIterType, tupleIterSpec],
    [listType, listSpec],
    [listIterType, listIterSpec],
    [listRevIterType, listRevIterSpec],
    [dictType, dictSpec],
    ...dictTypes.map(([t, s]): [PyType, TypeSpec] => [t, s()]),
    [setType, setSpec],
    [frozenSetType, frozenSetSpec],
    [setIterType, setIterSpec],
    [rangeType, rangeSpec],
    [rangeIterType, rangeIterSpec],
    [longRangeIterType, longRangeIterSpec],
    [sliceType, sliceSpec],
    [seqIterType, seqIterSpec],
    [callIterType, callIterSpec],
    [enumerateType, enumerateSpec],
    [reversedType, reversedSpec],
    [zipType, zipSpec],
    [mapType, mapSpec],
    [filterType, filterSpec],
    [functionType, functionSpec],
    [methodType, methodSpec],
    [staticMethodType, staticMethodSpec],
    [classMethodType, classMethodSpec],
    [propertyType, propertySpec],
    [superType, superSpec],
    [moduleType, moduleSpec],
    [codeType, codeSpec],
    [cellType, cellSpec],
    [namespaceType, namespaceSpec],
    ...weakrefTypes(),
    ...exceptionSpecs(),
  ];
  for (const [t, spec] of all) defineType(t, spec);
  wireDescriptors();
  wireFinalizers();
  bindsFirst.add(functionType);
  wireComplex();
  setMethodMaker((f, self) => new PyMethod(f, self));
}
