/**
 * The JavaScript function around a translation's blocks, in its three forms: a
 * function of its arguments, a running loop that takes a frame over, and the
 * resume function of a generator.
 *
 * @module
 */
import { meter } from "../core/meter.ts";
import type { PyCode } from "../objects/code.ts";
import type { Translator } from "./translate.ts";
import { Ty } from "./types.ts";

type Unit = Pick<
  Translator,
  | "request"
  | "nlocals"
  | "ncells"
  | "code"
  | "exec"
  | "maxStack"
  | "maxTemporaries"
  | "nodes"
  | "k"
  | "cells"
>;

/** The text of the function: what is set up before its blocks and what is done behind them. */
export function functionText(T: Unit, body: string): string {
  const { request, nlocals, ncells, code } = T;
  // the variables that occur, with = behind where they are assigned
  const words = new Set(body.match(/\b[a-z]\d+\b=?/g));
  for (const w of [...words]) if (w.endsWith("=")) words.add(w.slice(0, -1));
  const vars: string[] = ["X", "Y", "E", "q", "q2"];
  const params: string[] = [];
  const nargs = request.osr || request.generator ? 0 : argumentCount(code);
  for (let i = 0; i < nlocals; i++) {
    (i < nargs ? params : vars).push(`l${i}`);
    vars.push(`u${i}`);
  }
  for (let i = 0; i < ncells; i++) vars.push(`c${i}`);
  for (let i = 0; i < T.maxStack; i++) {
    vars.push(`s${i}`);
    if (words.has(`r${i}`)) vars.push(`r${i}`, `n${i}`, `d${i}`);
    if (words.has(`i${i}`)) vars.push(`i${i}`);
  }
  for (let i = 0; i < T.maxTemporaries; i++) vars.push(`v${i}`);
  for (const n of T.nodes) if (n.term?.k === "try") vars.push(`h${n.id}`);
  // in a frame that is taken over, raw floats are set before the first block
  const used = vars.filter((v) =>
    /^[XYEqlcs]/.test(v) || words.has(v) && v[0] !== "u" || words.has(`${v}=`) ||
    request.osr && v[0] === "u" && request.entry.locals[Number(v.slice(1))] === Ty.Both
  );
  // a raw float's variable is a number from the start: V8 then keeps it as one, unboxed
  const declared = used.map((v) => v[0] === "u" ? `${v}=0` : v).join(",");
  const raws = used.filter((v) => v[0] === "u");
  const rawList: string[] = [];
  for (let i = 0; i < nlocals; i++) rawList.push(raws.includes(`u${i}`) ? `u${i}` : "0");
  const ls: string[] = [];
  for (let i = 0; i < nlocals; i++) ls.push(`l${i}`);
  const values = `[${ls.join(",")}],[${rawList.join(",")}],${T.cells()}`;
  // raw variables that no block sets do not exist
  const text = body.replace(
    /\],\[(u\d+(?:,u\d+)*)\],/g,
    (_, list: string) => `],[${list.split(",").map((u) => raws.includes(u) ? u : "0").join(",")}],`,
  );
  const handled = /\bh\d+=t\.handled/.test(body);
  let head = "";
  // where an exception that leaves goes; a raise statement jumps there, for a throw is dear
  let leave: string;
  let tail: string;
  const self = T.k(T);
  if (request.osr) {
    head += `const t=R.ts,S=f.fast;let p=0;let ${declared};`;
    for (let i = 0; i < nlocals; i++) head += `l${i}=S[${i}];`;
    for (let i = 0; i < ncells; i++) head += `c${i}=S[${nlocals + i}];`;
    request.entry.stack.forEach((ty, j) => {
      const at = nlocals + ncells + j;
      if (ty === Ty.Range) {
        head +=
          `q=S[${at}];r${j}=q.start+q.index*q.step;n${j}=q.start+q.length*q.step;d${j}=q.step;`;
      } else if (ty === Ty.ListIter) {
        head += `q=S[${at}];s${j}=q.seq;i${j}=q.index;`;
      } else head += `s${j}=S[${at}];`;
    });
    request.entry.locals.forEach((ty, i) => {
      if (ty === Ty.Both) head += `u${i}=l${i}.v;`;
    });
    leave = `return R.raisedIn(R.leaveIn(t,f,E,p,${self},${values}));`;
    tail = `return R.exitIn(f,${self},X,Y,${values});`;
    if (handled) head += `const h=t.handled;`;
  } else if (request.generator) {
    if (meter !== null) head += "if(M.pending!==null)M.pending();";
    head += `const t=R.ts,d=t.depth+1;if(d>2*t.jitLimit||f.globals!==G)return R.enter(f);` +
      `t.depth=d;t.stack[d]=f;f.depth=d;f.executing=true;f.suspended=false;` +
      `const P=t.pcs,S=f.fast;let ${declared};`;
    if (handled) head += `const h=t.handled;`;
    for (let i = 0; i < nlocals; i++) head += `l${i}=S[${i}];`;
    for (let i = 0; i < ncells; i++) head += `c${i}=S[${nlocals + i}];`;
    leave = `f.executing=false;throw R.leave(t,d,f,E,${self},${values});`;
    tail = `return R.exit(t,d,f,${self},X,Y,${values});`;
  } else {
    // with limits, a tree of calls without a loop must be found as well
    if (meter !== null) head += "if(M.pending!==null)M.pending();";
    head += `if(fn.globals!==G)return R.foreign(fn,[${params.join(",")}]);` +
      `const t=R.ts,d=t.depth+1;if(d>t.jitLimit)return R.deep(fn,[${params.join(",")}]);` +
      `t.depth=d;t.stack[d]=fn;const P=t.pcs;let ${declared};`;
    if (handled) head += `const h=t.handled;`;
    code.cellvars.forEach((_, i) => {
      const from = T.exec.cellArgs === null ? -1 : T.exec.cellArgs[i];
      head += from >= 0 ? `c${i}=new C(l${from});l${from}=undefined;` : `c${i}=new C(undefined);`;
    });
    code.freevars.forEach((_, i) => {
      head += `c${code.cellvars.length + i}=fn.closure[${i}];`;
    });
    leave = `return R.pass(R.leave(t,d,fn,E,${self},${values}));`;
    tail = `return R.exit(t,d,fn,${self},X,Y,${values});`;
  }
  if (handled) leave = `E=R.context(E);t.handled=h;${leave}`;
  const name = request.osr
    ? "f,w"
    : request.generator
    ? "f,k"
    : `fn${params.map((p) => "," + p).join("")}`;
  return `return function(${name}){${head}\nZ:try{\n${text}\n}catch(e){E=e;X=null;}\nif(X===null){${leave}}\n${tail}}`;
}

/** How many locals are arguments. */
export function argumentCount(code: PyCode): number {
  return code.argcount + code.kwonlyargcount + (code.flags & 4 ? 1 : 0) + (code.flags & 8 ? 1 : 0);
}
