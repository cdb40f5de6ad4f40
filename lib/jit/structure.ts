/**
 * Structured JavaScript from a control flow graph, by its dominator tree
 * (Ramsey, "Beyond Relooper", ICFP 2022): a node with several ways in becomes a
 * labelled block, a loop's head a labelled `for (;;)`, a protected region a
 * `try`. Nodes after a region are lifted out of it.
 *
 * @module
 */

/** A way from one node to another, with what has to be done on it. */
export interface Edge {
  readonly to: FlowNode;
  readonly moves: string;
}

/** How a node ends. */
export type Term =
  | { readonly k: "goto"; readonly to: Edge }
  | { readonly k: "if"; readonly cond: string; readonly yes: Edge; readonly no: Edge }
  | { readonly k: "try"; readonly body: Edge; readonly handler: Edge; readonly id: number }
  | { readonly k: "switch"; readonly on: string; readonly cases: readonly [number, Edge][] }
  /** The text leaves by itself: a return, a throw. */
  | { readonly k: "end" };

/** A node as this module sees it. */
export interface FlowNode {
  readonly id: number;
  readonly text: string;
  readonly term: Term;
  /** The nodes whose `try` statements this one stands in, outermost first. */
  readonly regions: readonly number[];
}

/** The graph cannot be said in structured form. */
export class Irreducible extends Error {}

interface Info {
  readonly node: FlowNode;
  rpo: number;
  idom: Info | null;
  readonly preds: Info[];
  /** How many edges come from before. */
  forward: number;
  loop: boolean;
  /** Reached over a lifted edge or as a handler: needs a label. */
  labelled: boolean;
  readonly children: Info[];
  depth: number;
}

const edges = (t: Term): Edge[] =>
  t.k === "goto"
    ? [t.to]
    : t.k === "if"
    ? [t.yes, t.no]
    : t.k === "try"
    ? [t.body, t.handler]
    : t.k === "switch"
    ? t.cases.map((c) => c[1])
    : [];

/** The body of a function that runs the graph from its entry. */
export function structured(entry: FlowNode): string {
  const infos = new Map<FlowNode, Info>();
  const byId = new Map<number, Info>();
  const post: Info[] = [];
  // an explicit stack: graphs are deeper than JavaScript's own
  const open: { info: Info; next: number; out: Edge[] }[] = [];
  const visit = (node: FlowNode): Info => {
    const info: Info = {
      node,
      rpo: -1,
      idom: null,
      preds: [],
      forward: 0,
      loop: false,
      labelled: false,
      children: [],
      depth: 0,
    };
    infos.set(node, info);
    byId.set(node.id, info);
    open.push({ info, next: 0, out: edges(node.term) });
    return info;
  };
  visit(entry);
  while (open.length > 0) {
    const top = open[open.length - 1];
    if (top.next < top.out.length) {
      const to = top.out[top.next++].to;
      const known = infos.get(to);
      (known ?? visit(to)).preds.push(top.info);
    } else {
      post.push(top.info);
      open.pop();
    }
  }
  const order = post.reverse();
  order.forEach((n, i) => n.rpo = i);

  // immediate dominators (Cooper, Harvey, Kennedy)
  const root = order[0];
  root.idom = root;
  const meet = (a: Info, b: Info): Info => {
    while (a !== b) {
      while (a.rpo > b.rpo) a = a.idom!;
      while (b.rpo > a.rpo) b = b.idom!;
    }
    return a;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const n of order) {
      if (n === root) continue;
      let d: Info | null = null;
      for (const p of n.preds) if (p.idom !== null) d = d === null ? p : meet(p, d);
      if (n.idom !== d) {
        n.idom = d;
        changed = true;
      }
    }
  }
  const dominates = (a: Info, b: Info): boolean => {
    for (let x = b;; x = x.idom!) {
      if (x === a) return true;
      if (x === root) return false;
    }
  };
  for (const n of order) {
    for (const p of n.preds) {
      if (p.rpo < n.rpo) n.forward++;
      else if (dominates(n, p)) n.loop = true;
      else throw new Irreducible();
    }
    if (n === root) continue;
    // what is behind a region is no part of its try statement
    let parent = n.idom!;
    while (!within(n.node.regions, parent)) {
      const regions = parent.node.regions;
      parent = byId.get(regions[regions.length - 1])!;
      n.labelled = true;
    }
    parent.children.push(n);
    if (n.forward > 1) n.labelled = true;
    for (const p of n.preds) {
      if (p.node.term.k === "try" && p.node.term.handler.to === n.node) n.labelled = true;
    }
  }

  /** Whether everything a parent stands in is around a node with these regions too. */
  function within(regions: readonly number[], parent: Info): boolean {
    const outer = parent.node.regions;
    return outer.length <= regions.length && outer.every((r, i) => regions[i] === r);
  }

  const out: string[] = [];
  const go = (from: Info, e: Edge): void => {
    if (e.moves !== "") out.push(e.moves);
    const to = infos.get(e.to)!;
    if (to.rpo <= from.rpo) out.push(`continue L${to.node.id};`);
    else if (to.labelled) out.push(`break B${to.node.id};`);
    else emit(to);
  };
  const emit = (n: Info): void => {
    if (n.loop) out.push(`L${n.node.id}:for(;;){`);
    const follow = n.children.filter((c) => c.labelled).sort((a, b) => b.rpo - a.rpo);
    for (const c of follow) out.push(`B${c.node.id}:{`);
    if (n.node.text !== "") out.push(n.node.text);
    const t = n.node.term;
    if (t.k === "goto") go(n, t.to);
    else if (t.k === "if") {
      out.push(`if(${t.cond}){`);
      go(n, t.yes);
      out.push(`}else{`);
      go(n, t.no);
      out.push(`}`);
    } else if (t.k === "try") {
      out.push(`T${t.id}:try{`);
      go(n, t.body);
      out.push(`}catch(e){E=e;}`);
      go(n, t.handler);
    } else if (t.k === "switch") {
      out.push(`switch(${t.on}){`);
      for (const [at, e] of t.cases) {
        out.push(`case ${at}:`);
        go(n, e);
      }
      out.push(`}`);
    }
    for (let i = follow.length - 1; i >= 0; i--) {
      out.push(`}`);
      emit(follow[i]);
    }
    if (n.loop) out.push(`}`);
  };
  emit(root);
  return out.join("\n");
}
