/**
 * What `python3.6` does with its arguments (Modules/main.c).
 *
 * @module
 */
import { formatException } from "./vm/traceback.ts";
import { fromC } from "./host/linux.ts";
import { nativeCodec } from "./objects/codecs.ts";
import { asStr } from "./core/compare.ts";
import { E, PyBaseException } from "./core/errors.ts";
import { PyList, type PyType, tuple, type Value } from "./core/object.ts";
import { call, callMethod, getAttr, needUtf8 } from "./core/ops.ts";
import { interp } from "./core/state.ts";
import { DenoHost } from "./host/deno.ts";
import { host, HostError, S_IFDIR, S_IFMT } from "./host/host.ts";
import { Runtime } from "./runtime.ts";
import { addSiteBuiltins } from "./modules/_sitebuiltins.ts";
import { addFilter } from "./modules/_warnings.ts";
import { signalOptions } from "./modules/signals.ts";
import { type SysOptions, VERSION } from "./modules/sys.ts";
import { evalCode, machine } from "./vm/interpreter.ts";
import { type Library, program } from "./program.ts";
import { isPlain } from "./vm/plain.ts";
import { builtinModuleNames, importByName, loadPycScript, PyLoader } from "./vm/import.ts";
import { PyCode } from "./objects/code.ts";

const USAGE = `usage: wordcode [option] ... [-c cmd | -m mod | file | -] [arg] ...`;

const HELP = `${USAGE}
Options and arguments (and corresponding environment variables):
-b     : issue warnings about str(bytes_instance), str(bytearray_instance)
         and comparing bytes/bytearray with str. (-bb: issue errors)
-B     : don't write .pyc files on import; also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (terminates option list)
-d     : debug output from parser; also PYTHONDEBUG=x
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also --help)
-i     : inspect interactively after running script; forces a prompt even
         if stdin does not appear to be a terminal; also PYTHONINSPECT=x
-I     : isolate from the user's environment (implies -E and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements; add .opt-1 before
         .pyc extension; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings; add .opt-2 before
         .pyc extension
-q     : don't print version and copyright messages on interactive startup
-s     : don't add user site directory to sys.path; also PYTHONNOUSERSITE
-S     : don't imply 'import site' on initialization
-u     : force the stdout and stderr streams to be unbuffered;
         this option has no effect on stdin; also PYTHONUNBUFFERED=x
-v     : verbose (trace import statements); also PYTHONVERBOSE=x
         can be supplied multiple times to increase verbosity
-V     : print the Python version number and exit (also --version)
         when given twice, print more information about the build
-W arg : warning control; arg is action:message:category:module:lineno
         also PYTHONWARNINGS=arg
-x     : skip first line of source, allowing use of non-Unix forms of #!cmd
-X opt : set implementation-specific option: jit=off|on|always
file   : program read from script file
-      : program read from stdin (default; interactive mode if a tty)
arg ...: arguments passed to program in sys.argv[1:]

Other environment variables:
PYTHONSTARTUP: file executed on interactive startup (no default)
PYTHONPATH   : ':'-separated list of directories prefixed to the
               default module search path.  The result is sys.path.
PYTHONHOME   : a CPython 3.6 prefix whose pure-Python library is used
               instead of wordcode's own.
PYTHONIOENCODING: Encoding[:errors] used for stdin/stdout/stderr.
PYTHONHASHSEED: if this variable is set to 'random', a random value is used
   to seed the hashes of str, bytes and datetime objects.  It can also be
   set to an integer in the range [0,4294967295] to get hash values with a
   predictable seed.
`;

/** A command line, taken apart. */
interface Options {
  counts: Record<string, number>;
  warn: string[];
  xopts: Record<string, string | true>;
  command: string | null;
  module: string | null;
  rest: string[];
  help: boolean;
  version: number;
}

/** The -X option by which a started Python gets its starter's PYTHONHOME, with -E and -I too. */
const HOME_OPTION = "wordcode_home";

/** A mistake in the command line, with what Python says. */
class UsageError {
  constructor(readonly message: string) {}
}

function parseArgs(args: readonly string[]): Options {
  const o: Options = {
    counts: {},
    warn: [],
    xopts: {},
    command: null,
    module: null,
    rest: [],
    help: false,
    version: 0,
  };
  let i = 0;
  while (i < args.length) {
    const a = args[i];
    if (a === "-" || a[0] !== "-") break;
    i++;
    if (a === "--") break;
    if (a === "--help") {
      o.help = true;
      continue;
    }
    if (a === "--version") {
      o.version++;
      continue;
    }
    if (a.startsWith("--")) throw new UsageError(`Unknown option: --\n`);
    for (let j = 1; j < a.length; j++) {
      const c = a[j];
      if ("cmWX".includes(c)) {
        let value = a.slice(j + 1);
        if (value === "") {
          if (i >= args.length) throw new UsageError(`Argument expected for the -${c} option\n`);
          value = args[i++];
        }
        if (c === "c") o.command = value + "\n";
        else if (c === "m") o.module = value;
        else if (c === "W") o.warn.push(value);
        else {
          const eq = value.indexOf("=");
          if (eq < 0) o.xopts[value] = true;
          else o.xopts[value.slice(0, eq)] = value.slice(eq + 1);
        }
        if (c === "c" || c === "m") {
          o.rest = args.slice(i);
          return o;
        }
        break;
      }
      if (c === "h" || c === "?") o.help = true;
      else if (c === "V") o.version++;
      else if ("bBdEiIOqRsStuvx".includes(c)) o.counts[c] = (o.counts[c] ?? 0) + 1;
      else if (c === "J") throw new UsageError("-J is reserved for Jython\n");
      else throw new UsageError(`Unknown option: -${c}\n`);
    }
  }
  o.rest = args.slice(i);
  return o;
}

const encoder = new TextEncoder();
const say = (fd: number, text: string): void => {
  host.write(fd, encoder.encode(text));
};

/** The value of an environment variable that counts: set, not empty, and not ignored. */
type Env = (name: string) => string | undefined;

function envLevel(env: Env, name: string): number {
  const v = env(name);
  if (v === undefined) return 0;
  const n = parseInt(v, 10);
  return Number.isInteger(n) && n > 0 ? n : 1;
}

function sysOptionsOf(
  o: Options,
  env: Env,
  home: string | undefined,
  executable: string,
): SysOptions {
  const c = (k: string): number => o.counts[k] ?? 0;
  const isolated = c("I") > 0 ? 1 : 0;
  const seed = env("PYTHONHASHSEED");
  return {
    argv: [],
    path: [],
    flags: {
      debug: Math.max(c("d"), envLevel(env, "PYTHONDEBUG")),
      inspect: Math.max(c("i"), envLevel(env, "PYTHONINSPECT") > 0 ? 1 : 0),
      interactive: c("i"),
      optimize: Math.max(c("O"), envLevel(env, "PYTHONOPTIMIZE")),
      dont_write_bytecode: Math.max(c("B"), env("PYTHONDONTWRITEBYTECODE") !== undefined ? 1 : 0),
      no_user_site: Math.max(c("s"), isolated, env("PYTHONNOUSERSITE") !== undefined ? 1 : 0),
      no_site: c("S"),
      ignore_environment: Math.max(c("E"), isolated),
      verbose: Math.max(c("v"), envLevel(env, "PYTHONVERBOSE")),
      bytes_warning: c("b"),
      quiet: c("q"),
      hash_randomization: c("R") > 0 || seed === undefined || seed !== "0" ? 1 : 0,
      isolated,
    },
    warnoptions: [
      ...(env("PYTHONWARNINGS")?.split(",").filter((w) => w !== "") ?? []),
      ...o.warn,
    ],
    xoptions: o.xopts,
    executable,
    prefix: home ?? "",
  };
}

const CATEGORIES: Readonly<Record<string, PyType>> = E as unknown as Record<string, PyType>;

/** Applies the -W options that name built-in categories; wrong ones are reported and ignored. */
function applyWarnOptions(options: readonly string[]): void {
  for (const arg of options) {
    try {
      const parts = arg.split(":");
      if (parts.length > 5) throw new UsageError(`too many fields (max 5): '${arg}'`);
      while (parts.length < 5) parts.push("");
      let [act, message, category, module, lineno] = parts.map((p) => p.trim());
      if (act === "") act = "default";
      else if (act === "all") act = "always";
      else {
        const full = ["default", "always", "ignore", "module", "once", "error"]
          .find((a) => a.startsWith(act));
        if (full === undefined) throw new UsageError(`invalid action: '${act}'`);
        act = full;
      }
      if (category === "") category = "Warning";
      const t = Object.hasOwn(CATEGORIES, category) ? CATEGORIES[category] : undefined;
      if (t === undefined) throw new UsageError(`unknown warning category: '${category}'`);
      if (!t.isSubtype(E.Warning)) throw new UsageError(`invalid warning category: '${category}'`);
      const line = lineno === "" ? 0 : Number(lineno);
      if (!Number.isInteger(line) || line < 0) throw new UsageError(`invalid lineno '${lineno}'`);
      const pattern = (text: string): Value =>
        text === "" ? null : call(getAttr(importByName("re"), "compile"), [escapeRegExp(text)]);
      addFilter(act, pattern(message), t, module === "" ? null : pattern(`${module}`), line);
    } catch (e) {
      if (!(e instanceof UsageError)) throw e;
      say(2, `Invalid -W option ignored: ${e.message}\n`);
    }
  }
}

const escapeRegExp = (s: string): string => s.replace(/[^\w ]/g, "\\$&");

function dirname(path: string): string {
  const i = path.lastIndexOf("/");
  return i < 0 ? "" : i === 0 ? "/" : path.slice(0, i);
}

/** sys.path[0] of a script: its folder, links resolved. */
function scriptDir(path: string): string {
  try {
    return dirname(host.realpath(path)) || "/";
  } catch (e) {
    if (e instanceof HostError) return dirname(path);
    throw e;
  }
}

/** The arguments with lone surrogates for the bytes that are no UTF-8, which Deno replaces. */
function rawArguments(h: DenoHost, args: readonly string[]): readonly string[] {
  if (!args.some((a) => a.includes("\ufffd"))) return args;
  try {
    const all: string[] = [];
    const data = h.readFile("/proc/self/cmdline");
    for (let i = 0; i < data.length;) {
      const end = data.indexOf(0, i);
      all.push(fromC(data.subarray(i, end)));
      i = end + 1;
    }
    return all.slice(all.length - args.length);
  } catch (e) {
    if (e instanceof HostError) return args;
    throw e;
  }
}

/** Whether the locale of the environment is C's own. */
function isCLocale(env: (name: string) => string | undefined): boolean {
  const name = env("LC_ALL") || env("LC_CTYPE") || env("LANG") || "C";
  return name === "C" || name === "POSIX";
}

/** Runs the program of a command line and gives the exit code. */
export async function main(args: readonly string[], cliUrl: string): Promise<number> {
  let o: Options;
  const h = new DenoHost(executableFor(cliUrl), scriptOf(cliUrl));
  args = rawArguments(h, args);
  try {
    o = parseArgs(args);
  } catch (e) {
    if (!(e instanceof UsageError)) throw e;
    h.write(2, encoder.encode(`${e.message}${USAGE}\nTry \`wordcode -h' for more information.\n`));
    return 2;
  }
  if (o.help) {
    h.write(1, encoder.encode(HELP));
    return 0;
  }
  if (o.version > 0) {
    h.write(
      1,
      encoder.encode(
        o.version === 1 ? "Python 3.6.15\n" : `Python 3.6.15 (wordcode ${VERSION}) \n[V8]\n`,
      ),
    );
    return 0;
  }
  const ignore = (o.counts.E ?? 0) > 0 || (o.counts.I ?? 0) > 0;
  const env: Env = (name) => {
    if (ignore) return undefined;
    const v = h.getenv(name);
    return v === undefined || v === "" ? undefined : v;
  };
  const jit = o.xopts.jit;
  if (jit !== undefined && jit !== "off" && jit !== "on" && jit !== "always") {
    h.write(2, encoder.encode(`-X jit must be off, on or always, not ${jit}\n`));
    return 2;
  }
  // a Python that this one starts keeps its library, as one with a prefix built in does
  const inherited = o.xopts[HOME_OPTION];
  delete o.xopts[HOME_OPTION];
  const home = env("PYTHONHOME")?.split(":")[0] ??
    (typeof inherited === "string" ? inherited : undefined);
  if (home !== undefined) h.startArgs = ["-X", `${HOME_OPTION}=${home}`];
  let hashSeed: number | null = null;
  const seed = env("PYTHONHASHSEED");
  if (seed !== undefined && seed !== "random") {
    hashSeed = /^\d+$/.test(seed) ? Number(seed) : NaN;
    if (!(hashSeed <= 4294967295)) {
      h.write(
        2,
        encoder.encode(
          'Fatal Python error: PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]\n',
        ),
      );
      return 1;
    }
  }
  const [encoding, errors] = (env("PYTHONIOENCODING") ?? "").split(":");
  const sys = sysOptionsOf(o, env, home, h.executable());
  const lib = home === undefined
    ? []
    : [`${home}/lib/python36.zip`, `${home}/lib/python3.6`, `${home}/lib/python3.6/lib-dynload`];
  const pythonPath = env("PYTHONPATH")?.split(":") ?? [];
  sys.path = [...pythonPath, ...lib];
  const script = o.command === null && o.module === null && o.rest.length > 0 ? o.rest[0] : null;
  sys.argv = o.command !== null
    ? ["-c", ...o.rest]
    : o.module !== null
    ? ["-m", ...o.rest]
    : o.rest.length > 0
    ? [...o.rest]
    : [""];
  const runtime = new Runtime({
    host: h,
    sys,
    hashSeed,
    io: {
      // what is a module of its own has to wait for the library
      encoding: encoding && nativeCodec(encoding) !== null ? encoding : "utf-8",
      errors: errors || (!encoding && isCLocale(env) ? "surrogateescape" : "strict"),
    },
    unbuffered: (o.counts.u ?? 0) > 0 || env("PYTHONUNBUFFERED") !== undefined,
    // with a CPython's library at hand ours stays out of its way
    useFrozen: home === undefined ? () => true : (name) => FROZEN_ALWAYS.has(name),
  });
  signalOptions.takesForeign = true;
  machine.fatal = (message) => {
    h.write(2, encoder.encode(`Fatal Python error: ${message}\n`));
    // as a shell shows SIGABRT
    return h.exit(134);
  };
  const inspect = sys.flags.inspect > 0;
  const early = o.command === null || o.command.includes("\\N") || inspect || home !== undefined ||
    sys.warnoptions.length > 0 || encoding !== undefined && encoding !== "";
  let statistics = () => "";
  let command: PyCode | null = null;
  let code = 0;
  const prepare = (): void => {
    code = runtime.guarded(() => {
      applyWarnOptions(sys.warnoptions);
      if (sys.warnoptions.length > 0) importByName("warnings");
      if ((o.counts.S ?? 0) === 0) addSiteBuiltins(interp.builtins);
      if (o.command === null) return;
      try {
        needUtf8(o.command);
      } catch (e) {
        if (!(e instanceof PyBaseException)) throw e;
        say(2, `Unable to decode the command from the command line:\n${formatException(e)}`);
        throw call(E.SystemExit, [1]);
      }
      if ((o.counts.I ?? 0) === 0) prependPath("");
      command = runtime.compile(o.command, "<string>", { mode: "exec", ...flagsOf(o) });
    });
  };
  const rest = (library: Library | null): number => {
    // -i: whatever the program did, its names can be looked at
    const inspects = inspect && (o.command !== null || o.module !== null || script !== null) &&
      (h.isatty(0) || (o.counts.i ?? 0) > 0);
    if (code === 0) {
      code = runtime.guarded(() => {
        if (script === null || script === "-") {
          runtime.main.setStr("__loader__", new PyLoader("builtin", "__main__", ""));
        }
        if (command !== null) runtime.execute(command);
        else if (o.module !== null) runModule(o.module, (o.counts.I ?? 0) > 0);
        else if (script !== null && script !== "-") runScript(runtime, script, o);
        else runStdin(runtime, o, library!);
      }, inspects);
    }
    if (inspects) code = runtime.guarded(() => interactive(runtime, o, library!, false));
    code = runtime.finish(code);
    if (o.xopts.jitstats !== undefined) say(2, statistics());
    return code;
  };
  if (!early) {
    prepare();
    if (command !== null && isPlain(command)) return rest(null);
  }
  program.start = (library) => {
    // the runtime was made before the library came
    interp.sysdict.setStr("builtin_module_names", tuple(builtinModuleNames()));
    statistics = library.startTier(jit ?? "on", o.xopts, h);
    if (encoding && nativeCodec(encoding) === null) {
      code = runtime.guarded(() => runtime.setEncoding(encoding));
      if (code !== 0) return code;
    }
    if (early) prepare();
    return rest(library);
  };
  await import("./run.ts");
  return program.code;
}

function prependPath(dir: string): void {
  const path = interp.sysdict.getStr("path");
  if (path instanceof PyList) path.items.unshift(dir);
}

const flagsOf = (o: Options) => ({
  flags: 0,
  optimize: Math.min(2, o.counts.O ?? 0) as 0 | 1 | 2,
});

/** A folder or zip file with `__main__.py` runs as a module. */
function isFolder(path: string): boolean {
  try {
    return (host.stat(path, true).mode & S_IFMT) === S_IFDIR;
  } catch (e) {
    if (e instanceof HostError) return false;
    throw e;
  }
}

function runScript(runtime: Runtime, path: string, o: Options): void {
  if (isFolder(path)) {
    runFolder(path);
    return;
  }
  let data: Uint8Array;
  try {
    data = host.readFile(path);
  } catch (e) {
    if (!(e instanceof HostError)) throw e;
    say(
      2,
      `${
        interp.sysdict.getStr("executable") || "wordcode"
      }: can't open file '${path}': [Errno ${e.errno}] ${e.message}\n`,
    );
    throw call(E.SystemExit, [2]);
  }
  if (isArchive(data)) {
    runFolder(path);
    return;
  }
  if ((o.counts.I ?? 0) === 0) prependPath(scriptDir(path));
  const ns = runtime.main;
  ns.setStr("__file__", path);
  if (path.endsWith(".pyc") || (data[0] === 0x33 && data[1] === 0x0d)) {
    ns.setStr("__loader__", new PyLoader("sourceless", "__main__", path));
    const code = loadPycScript(path);
    evalCode(code, ns, ns);
    return;
  }
  ns.setStr("__loader__", new PyLoader("source", "__main__", path));
  ns.setStr("__cached__", null);
  if ((o.counts.x ?? 0) > 0) {
    const nl = data.indexOf(10);
    if (nl >= 0) data = data.subarray(nl);
  }
  runtime.run(data, path, { mode: "exec", script: true, ...flagsOf(o) });
}

function runStdin(runtime: Runtime, o: Options, library: Library): void {
  if ((o.counts.I ?? 0) === 0) prependPath("");
  const stdin = interp.sysdict.getStr("stdin")!;
  const tty = host.isatty(0) || (o.counts.i ?? 0) > 0;
  if (tty) {
    interactive(runtime, o, library, true);
    return;
  }
  const buffer = getAttr(stdin, "buffer");
  const data = callMethod(buffer, "read") as unknown as { data: Uint8Array };
  runtime.run(data.data, "<stdin>", { mode: "exec", script: true, ...flagsOf(o) });
}

/** Starts the interactive interpreter, with what python3.6 says and runs before its first prompt. */
function interactive(runtime: Runtime, o: Options, library: Library, banner: boolean): void {
  if (banner && (o.counts.q ?? 0) === 0) {
    const help = (o.counts.S ?? 0) === 0
      ? 'Type "help", "copyright", "credits" or "license" for more information.\n'
      : "";
    say(2, `Python ${asStr(interp.sysdict.getStr("version"))} on linux\n${help}`);
  }
  interp.sysdict.setStr("ps1", ">>> ");
  interp.sysdict.setStr("ps2", "... ");
  const isolated = (o.counts.I ?? 0) > 0;
  const startup = (o.counts.E ?? 0) > 0 || isolated ? undefined : host.getenv("PYTHONSTARTUP");
  if (banner && startup !== undefined && startup !== "") runStartup(runtime, startup, o);
  const home = host.getenv("HOME") ?? "";
  library.interact({
    main: runtime.main,
    report: (e) => runtime.report(e),
    optimize: flagsOf(o).optimize,
    historyFile: isolated || (o.counts.S ?? 0) > 0 || home === ""
      ? null
      : `${home}/.python_history`,
  });
}

/** Runs the file that PYTHONSTARTUP names, in `__main__`. */
function runStartup(runtime: Runtime, path: string, o: Options): void {
  try {
    runtime.run(host.readFile(path), path, { mode: "exec", script: true, ...flagsOf(o) });
  } catch (e) {
    if (e instanceof HostError) {
      const name = e.errno === 2
        ? "FileNotFoundError"
        : e.errno === 13
        ? "PermissionError"
        : "OSError";
      say(
        2,
        `Could not open PYTHONSTARTUP\n${name}: [Errno ${e.errno}] ${e.message}: '${path}'\n`,
      );
    } else if (e instanceof PyBaseException && !e.cls.isSubtype(E.SystemExit)) runtime.report(e);
    else throw e;
  }
}

/** What CPython has no file of, or has frozen itself. */
const FROZEN_ALWAYS: ReadonlySet<string> = new Set([
  "wordcode",
  "wordcode.jit",
  "_frozen_importlib",
  "_frozen_importlib_external",
  "zipimport",
  "__hello__",
  "__phello__",
  "__phello__.spam",
]);

/** python -m. */
function runModule(name: string, isolated: boolean): void {
  if (!isolated) prependPath("");
  runAsMain([name]);
}

/** A folder or an archive runs its `__main__` module. */
function runFolder(dir: string): void {
  prependPath(dir);
  runAsMain(["__main__", false]);
}

function runAsMain(args: Value[]): void {
  call(getAttr(importByName("runpy"), "_run_module_as_main"), args);
}

/** Whether a file ends like a zip archive without a comment, which is all that zipimport takes. */
function isArchive(data: Uint8Array): boolean {
  const i = data.length - 22;
  return i >= 0 && data[i] === 0x50 && data[i + 1] === 0x4b && data[i + 2] === 5 &&
    data[i + 3] === 6;
}

/** The script that this command line runs, to start it again without a shell. */
function scriptOf(cliUrl: string): string | null {
  return cliUrl.startsWith("file://") ? decodeURIComponent(new URL(cliUrl).pathname) : null;
}

/** What `sys.executable` names: a command that starts this very program. */
function executableFor(cliUrl: string): string {
  try {
    const given = Deno.env.get("WORDCODE_EXECUTABLE");
    if (given !== undefined) return given;
  } catch {
    // without the permission there is no such name
  }
  // what `deno compile` made starts itself
  if (Deno.build.standalone) return Deno.execPath();
  if (cliUrl.startsWith("file://")) {
    const dir = decodeURIComponent(new URL(".", cliUrl).pathname);
    return `${dir}lib/bin/python3.6`;
  }
  return "";
}
