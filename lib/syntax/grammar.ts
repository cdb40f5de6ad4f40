/**
 * Python 3.6's grammar as automata, for the concrete syntax trees of the `parser` module.
 * (The compiler's own parser does without them.)
 *
 * A rule's text has names of rules, names of tokens in capitals, quoted operators and keywords,
 * `[...]` for what may be missing, `(...)`, `*`, `+` and `|`. Each becomes a deterministic
 * automaton, as pgen makes them; the numbers of rules and tokens are those of the modules
 * `symbol` and `token`.
 *
 * @module
 */

/** token.tok_name up to ASYNC. */
export const TOKEN_NAMES: readonly string[] = (
  "ENDMARKER NAME NUMBER STRING NEWLINE INDENT DEDENT LPAR RPAR LSQB RSQB COLON COMMA SEMI PLUS " +
  "MINUS STAR SLASH VBAR AMPER LESS GREATER EQUAL DOT PERCENT LBRACE RBRACE EQEQUAL NOTEQUAL " +
  "LESSEQUAL GREATEREQUAL TILDE CIRCUMFLEX LEFTSHIFT RIGHTSHIFT DOUBLESTAR PLUSEQUAL MINEQUAL " +
  "STAREQUAL SLASHEQUAL PERCENTEQUAL AMPEREQUAL VBAREQUAL CIRCUMFLEXEQUAL LEFTSHIFTEQUAL " +
  "RIGHTSHIFTEQUAL DOUBLESTAREQUAL DOUBLESLASH DOUBLESLASHEQUAL AT ATEQUAL RARROW ELLIPSIS OP " +
  "AWAIT ASYNC"
).split(" ");

const OPERATOR_TEXTS = (
  "( ) [ ] : , ; + - * / | & < > = . % { } == != <= >= ~ ^ << >> ** += -= *= /= %= &= |= ^= <<= " +
  ">>= **= // //= @ @= -> ..."
).split(" ");

/** Token numbers of operators by their text. */
export const OPERATORS: ReadonlyMap<string, number> = new Map([
  ...OPERATOR_TEXTS.map((text, i): [string, number] => [text, i + 7]),
  ["<>", 28],
]);

const ARGUMENTS = (def: string): string =>
  `(${def} ['=' test] (',' ${def} ['=' test])* [',' [` +
  `'*' [${def}] (',' ${def} ['=' test])* [',' ['**' ${def} [',']]] | '**' ${def} [',']]]` +
  ` | '*' [${def}] (',' ${def} ['=' test])* [',' ['**' ${def} [',']]] | '**' ${def} [','])`;

/** The rules in the order of their numbers, from 256 on. */
const RULES: readonly (readonly [string, string])[] = [
  ["single_input", "NEWLINE | simple_stmt | compound_stmt NEWLINE"],
  ["file_input", "(NEWLINE | stmt)* ENDMARKER"],
  ["eval_input", "testlist NEWLINE* ENDMARKER"],
  ["decorator", "'@' dotted_name ['(' [arglist] ')'] NEWLINE"],
  ["decorators", "decorator+"],
  ["decorated", "decorators (classdef | funcdef | async_funcdef)"],
  ["async_funcdef", "ASYNC funcdef"],
  ["funcdef", "'def' NAME parameters ['->' test] ':' suite"],
  ["parameters", "'(' [typedargslist] ')'"],
  ["typedargslist", ARGUMENTS("tfpdef")],
  ["tfpdef", "NAME [':' test]"],
  ["varargslist", ARGUMENTS("vfpdef")],
  ["vfpdef", "NAME"],
  ["stmt", "simple_stmt | compound_stmt"],
  ["simple_stmt", "small_stmt (';' small_stmt)* [';'] NEWLINE"],
  [
    "small_stmt",
    "expr_stmt | del_stmt | pass_stmt | flow_stmt | import_stmt | global_stmt | nonlocal_stmt" +
    " | assert_stmt",
  ],
  [
    "expr_stmt",
    "testlist_star_expr (annassign | augassign (yield_expr|testlist)" +
    " | ('=' (yield_expr|testlist_star_expr))*)",
  ],
  ["annassign", "':' test ['=' test]"],
  ["testlist_star_expr", "(test|star_expr) (',' (test|star_expr))* [',']"],
  [
    "augassign",
    "'+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='",
  ],
  ["del_stmt", "'del' exprlist"],
  ["pass_stmt", "'pass'"],
  ["flow_stmt", "break_stmt | continue_stmt | return_stmt | raise_stmt | yield_stmt"],
  ["break_stmt", "'break'"],
  ["continue_stmt", "'continue'"],
  ["return_stmt", "'return' [testlist]"],
  ["yield_stmt", "yield_expr"],
  ["raise_stmt", "'raise' [test ['from' test]]"],
  ["import_stmt", "import_name | import_from"],
  ["import_name", "'import' dotted_as_names"],
  [
    "import_from",
    "'from' (('.' | '...')* dotted_name | ('.' | '...')+)" +
    " 'import' ('*' | '(' import_as_names ')' | import_as_names)",
  ],
  ["import_as_name", "NAME ['as' NAME]"],
  ["dotted_as_name", "dotted_name ['as' NAME]"],
  ["import_as_names", "import_as_name (',' import_as_name)* [',']"],
  ["dotted_as_names", "dotted_as_name (',' dotted_as_name)*"],
  ["dotted_name", "NAME ('.' NAME)*"],
  ["global_stmt", "'global' NAME (',' NAME)*"],
  ["nonlocal_stmt", "'nonlocal' NAME (',' NAME)*"],
  ["assert_stmt", "'assert' test [',' test]"],
  [
    "compound_stmt",
    "if_stmt | while_stmt | for_stmt | try_stmt | with_stmt | funcdef | classdef | decorated" +
    " | async_stmt",
  ],
  ["async_stmt", "ASYNC (funcdef | with_stmt | for_stmt)"],
  ["if_stmt", "'if' test ':' suite ('elif' test ':' suite)* ['else' ':' suite]"],
  ["while_stmt", "'while' test ':' suite ['else' ':' suite]"],
  ["for_stmt", "'for' exprlist 'in' testlist ':' suite ['else' ':' suite]"],
  [
    "try_stmt",
    "'try' ':' suite ((except_clause ':' suite)+ ['else' ':' suite] ['finally' ':' suite]" +
    " | 'finally' ':' suite)",
  ],
  ["with_stmt", "'with' with_item (',' with_item)* ':' suite"],
  ["with_item", "test ['as' expr]"],
  ["except_clause", "'except' [test ['as' NAME]]"],
  ["suite", "simple_stmt | NEWLINE INDENT stmt+ DEDENT"],
  ["test", "or_test ['if' or_test 'else' test] | lambdef"],
  ["test_nocond", "or_test | lambdef_nocond"],
  ["lambdef", "'lambda' [varargslist] ':' test"],
  ["lambdef_nocond", "'lambda' [varargslist] ':' test_nocond"],
  ["or_test", "and_test ('or' and_test)*"],
  ["and_test", "not_test ('and' not_test)*"],
  ["not_test", "'not' not_test | comparison"],
  ["comparison", "expr (comp_op expr)*"],
  [
    "comp_op",
    "'<' | '>' | '==' | '>=' | '<=' | '!=' | 'in' | 'not' 'in' | 'is' | 'is' 'not'",
  ],
  ["star_expr", "'*' expr"],
  ["expr", "xor_expr ('|' xor_expr)*"],
  ["xor_expr", "and_expr ('^' and_expr)*"],
  ["and_expr", "shift_expr ('&' shift_expr)*"],
  ["shift_expr", "arith_expr (('<<'|'>>') arith_expr)*"],
  ["arith_expr", "term (('+'|'-') term)*"],
  ["term", "factor (('*'|'@'|'/'|'%'|'//') factor)*"],
  ["factor", "('+'|'-'|'~') factor | power"],
  ["power", "atom_expr ['**' factor]"],
  ["atom_expr", "[AWAIT] atom trailer*"],
  [
    "atom",
    "'(' [yield_expr|testlist_comp] ')' | '[' [testlist_comp] ']' | '{' [dictorsetmaker] '}'" +
    " | NAME | NUMBER | STRING+ | '...' | 'None' | 'True' | 'False'",
  ],
  ["testlist_comp", "(test|star_expr) (comp_for | (',' (test|star_expr))* [','])"],
  ["trailer", "'(' [arglist] ')' | '[' subscriptlist ']' | '.' NAME"],
  ["subscriptlist", "subscript (',' subscript)* [',']"],
  ["subscript", "test | [test] ':' [test] [sliceop]"],
  ["sliceop", "':' [test]"],
  ["exprlist", "(expr|star_expr) (',' (expr|star_expr))* [',']"],
  ["testlist", "test (',' test)* [',']"],
  [
    "dictorsetmaker",
    "(test ':' test | '**' expr) (comp_for | (',' (test ':' test | '**' expr))* [','])" +
    " | (test | star_expr) (comp_for | (',' (test | star_expr))* [','])",
  ],
  ["classdef", "'class' NAME ['(' [arglist] ')'] ':' suite"],
  ["arglist", "argument (',' argument)* [',']"],
  ["argument", "test [comp_for] | test '=' test | '**' test | '*' test"],
  ["comp_iter", "comp_for | comp_if"],
  ["comp_for", "[ASYNC] 'for' exprlist 'in' or_test [comp_iter]"],
  ["comp_if", "'if' test_nocond [comp_iter]"],
  ["encoding_decl", "NAME"],
  ["yield_expr", "'yield' [yield_arg]"],
  ["yield_arg", "'from' test | testlist"],
];

/** What an arc takes: a rule (from 256 on) or a token, with its text when that is a keyword. */
export interface Label {
  readonly type: number;
  readonly text: string | null;
}

/** A state of a rule's automaton. */
export interface State {
  readonly arcs: { readonly label: Label; readonly to: State }[];
  accept: boolean;
}

/** A rule. */
export interface Rule {
  readonly name: string;
  readonly number: number;
  readonly start: State;
  /** The tokens that it may start with, see {@linkcode tokenKey}. */
  first: Set<string> | null;
}

/** How a token is told apart: by its number, keywords by their text. */
export const tokenKey = (type: number, text: string | null): string =>
  type === 1 && text !== null ? text : String(type);

interface Nfa {
  readonly arcs: [Label | null, Nfa][];
}

const numbers = new Map<string, number>();

function labelOf(item: string): Label {
  if (item.startsWith("'")) {
    const text = item.slice(1, -1);
    const op = OPERATORS.get(text);
    return op === undefined ? { type: 1, text } : { type: op, text: null };
  }
  const rule = numbers.get(item);
  return { type: rule ?? TOKEN_NAMES.indexOf(item), text: null };
}

/** The automaton of a rule's text (Thompson's construction). */
function nfaOf(text: string): [Nfa, Nfa] {
  const items = text.match(/'[^']+'|\w+|[()[\]|*+]/g)!;
  let at = 0;
  const alternatives = (): [Nfa, Nfa] => {
    const parts = [sequence()];
    while (items[at] === "|") {
      at++;
      parts.push(sequence());
    }
    if (parts.length === 1) return parts[0];
    const a: Nfa = { arcs: parts.map(([from]) => [null, from]) };
    const b: Nfa = { arcs: [] };
    for (const [, to] of parts) to.arcs.push([null, b]);
    return [a, b];
  };
  const sequence = (): [Nfa, Nfa] => {
    let [a, b] = piece();
    while (at < items.length && items[at] !== "|" && items[at] !== ")" && items[at] !== "]") {
      const [c, d] = piece();
      b.arcs.push([null, c]);
      b = d;
    }
    return [a, b];
  };
  const piece = (): [Nfa, Nfa] => {
    const item = items[at++];
    if (item === "[") {
      const [a, b] = alternatives();
      at++;
      a.arcs.push([null, b]);
      return [a, b];
    }
    let a: Nfa;
    let b: Nfa;
    if (item === "(") {
      [a, b] = alternatives();
      at++;
    } else {
      b = { arcs: [] };
      a = { arcs: [[labelOf(item), b]] };
    }
    if (items[at] === "*" || items[at] === "+") {
      const star = items[at++] === "*";
      b.arcs.push([null, a]);
      if (star) return [a, a];
    }
    return [a, b];
  };
  // an entry of its own, so that a repeated first piece is not taken for the end
  const [a, b] = alternatives();
  const end: Nfa = { arcs: [] };
  b.arcs.push([null, end]);
  return [{ arcs: [[null, a]] }, end];
}

function closure(states: readonly Nfa[]): Nfa[] {
  const out: Nfa[] = [];
  const go = (s: Nfa) => {
    if (out.includes(s)) return;
    out.push(s);
    for (const [label, to] of s.arcs) if (label === null) go(to);
  };
  for (const s of states) go(s);
  return out;
}

/** The deterministic automaton (subset construction). */
function dfaOf(text: string): State {
  const [begin, end] = nfaOf(text);
  const known: { set: Nfa[]; state: State }[] = [];
  const stateOf = (set: Nfa[]): State => {
    const old = known.find((k) =>
      k.set.length === set.length && set.every((s) => k.set.includes(s))
    );
    if (old !== undefined) return old.state;
    const state: State = { arcs: [], accept: set.includes(end) };
    known.push({ set, state });
    const targets = new Map<string, { label: Label; to: Nfa[] }>();
    for (const s of set) {
      for (const [label, to] of s.arcs) {
        if (label === null) continue;
        const key = `${label.type} ${label.text}`;
        const t = targets.get(key);
        if (t === undefined) targets.set(key, { label, to: [to] });
        else t.to.push(to);
      }
    }
    for (const { label, to } of targets.values()) {
      state.arcs.push({ label, to: stateOf(closure(to)) });
    }
    return state;
  };
  return stateOf(closure([begin]));
}

const rules: Rule[] = [];

/** The rule of a number; undefined when there is none. */
export function ruleOf(number: number): Rule | undefined {
  if (rules.length === 0) {
    RULES.forEach(([name], i) => numbers.set(name, 256 + i));
    RULES.forEach(([name, text], i) => {
      rules.push({ name, number: 256 + i, start: dfaOf(text), first: null });
    });
  }
  return rules[number - 256];
}

/** The tokens that a rule may start with. */
export function firstOf(rule: Rule): Set<string> {
  if (rule.first !== null) return rule.first;
  const first = new Set<string>();
  for (const { label } of rule.start.arcs) {
    if (label.type < 256) first.add(tokenKey(label.type, label.text));
    else for (const key of firstOf(ruleOf(label.type)!)) first.add(key);
  }
  rule.first = first;
  return first;
}
