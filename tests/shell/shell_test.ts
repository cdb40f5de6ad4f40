/** The interactive interpreter, with a pipe and in a real terminal. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { noTerminal, TerminalSession } from "./terminal.ts";

const here = (name: string): string => fromFileUrl(new URL(name, import.meta.url));

async function piped(args: string[], input: string, env: Record<string, string> = {}) {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      "--config",
      here("../../deno.json"),
      here("start.ts"),
      ...args,
    ],
    env: { NO_COLOR: "1", ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  const text = (b: Uint8Array) => new TextDecoder().decode(b);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

Deno.test("the shell does with a pipe what python3.6 does", async () => {
  const expected = JSON.parse(Deno.readTextFileSync(here("piped.json")));
  assertEquals(await piped(["-q", "-i"], Deno.readTextFileSync(here("piped.in"))), expected);
});

Deno.test("the shell awaits at the top level", async () => {
  const { stdout, stderr, code } = await piped(
    ["-q", "-i"],
    "import asyncio\nawait asyncio.sleep(0, 7)\nasync def f():\n  1/0\n\nawait f()\n",
  );
  assertEquals([stdout, code], ["7\n", 0]);
  assertStringIncludes(
    stderr,
    'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\n' +
      '  File "<stdin>", line 2, in f\nZeroDivisionError',
  );
});

Deno.test("-i goes on after SystemExit with the program's names, and runs no startup file", async () => {
  const { stdout, stderr, code } = await piped(
    ["-i", "-c", "x = 6\nraise SystemExit(3)"],
    "x * 7\n",
    { PYTHONSTARTUP: "/nowhere" },
  );
  assertEquals([stdout, code], ["42\n", 0]);
  assertStringIncludes(stderr, "SystemExit: 3\n>>> >>> \n");
});

const reason = noTerminal();
if (reason !== null) console.log(`no test of the shell in a terminal: ${reason}`);

/** Runs a session with a home of its own. */
async function session(
  args: string[],
  f: (t: TerminalSession, home: string) => Promise<void>,
  env: Record<string, string> = {},
): Promise<void> {
  const home = Deno.makeTempDirSync();
  try {
    await using t = new TerminalSession(args, { HOME: home, ...env });
    await f(t, home);
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
}

Deno.test({
  name: "the shell in a terminal: banner, blocks, _, errors, history, the end",
  ignore: reason !== null,
  fn: () =>
    session([], async (t, home) => {
      await t.until("Python 3.6.15 (wordcode");
      await t.until('Type "help", "copyright", "credits" or "license" for more information.\n');
      await t.until(">>> ");
      await t.type("def f(n):\r");
      await t.until("\n...     ");
      await t.type("return n * 2\r");
      await t.until("return n * 2\n");
      await t.type("\r");
      await t.until(">>> ");
      await t.type("f(21)\r");
      await t.until("\n42\n");
      await t.type("_ + 1\r");
      await t.until("\n43\n");
      await t.type("1/0\r");
      await t.until(
        'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\nZeroDivisionError: division by zero\n',
      );
      await t.type("\x1b[A\x1b[A\x1b[A\r");
      await t.until("\n42\n");
      await t.type("\x12_ +\r");
      await t.until("\n43\n");
      await t.type('name = input("who? ")\r');
      await t.until("\nwho? ");
      await t.type("Bot\x7fb\r");
      await t.until(">>> ");
      await t.type("name\r");
      await t.until("\n'Bob'\n");
      await t.type("\x04");
      assertEquals(await t.ended(), 0);
      const lines = Deno.readTextFileSync(`${home}/.python_history`).split("\n");
      assertEquals(lines.slice(0, 4), ["def f(n):", "    return n * 2", "f(21)", "_ + 1"]);
    }),
});

Deno.test({
  name: "the shell in a terminal: Ctrl-C at the prompt and in a loop, completion, exit()",
  ignore: reason !== null,
  fn: () =>
    session(["-q"], async (t) => {
      await t.until(">>> ");
      await t.type("abc\x03");
      await t.until("^C\nKeyboardInterrupt\n");
      await t.until(">>> ");
      await t.type("while True: pass\r");
      await t.until("... ");
      await t.type("\r");
      await t.until("... \n");
      await new Promise((go) => setTimeout(go, 300));
      await t.type("\x03");
      await t.until(
        'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\nKeyboardInterrupt\n',
      );
      await t.type("import time; time.sleep(100)\r");
      await t.until("time.sleep(100)\n");
      await new Promise((go) => setTimeout(go, 300));
      await t.type("\x03");
      await t.until("KeyboardInterrupt\n");
      await t.type("'a'.isdig\t\x15'a'.upp\t)\x15long_name = 5\rlong_n\t + 1\r");
      await t.until("\n6\n");
      await t.type("import os\ros.getpi\t) > 0\r");
      await t.until("\nTrue\n");
      await t.type("import sys; sys.stdin.readline()\r");
      await t.until("sys.stdin.readline()\n");
      await t.type("cooked\n");
      await t.until("\n'cooked\\n'\n");
      await t.type("exit(3)\r");
      assertEquals(await t.ended(), 3);
    }),
});

Deno.test({
  name: "the shell in a terminal: PYTHONSTARTUP, ps1, await, pdb, help",
  ignore: reason !== null,
  fn: async () => {
    const startup = Deno.makeTempFileSync();
    Deno.writeTextFileSync(startup, "import sys\nsys.ps1 = 'py> '\nready = 5\n");
    try {
      await session(["-q"], async (t) => {
        await t.until("py> ");
        await t.type("ready\r");
        await t.until("\n5\n");
        await t.type("import asyncio; await asyncio.sleep(0, 9)\r");
        await t.until("\n9\n");
        await t.type("import pdb; pdb.run('a = 1')\r");
        await t.until("(Pdb) ");
        await t.type("next\r");
        await t.until("(Pdb) ");
        await t.type("p a\r");
        await t.until("\n1\n");
        await t.type("continue\r");
        await t.until("py> ");
        await t.type("help\r");
        await t.until("Type help() for interactive help, or help(object) for help about object.");
        await t.type("help(len)\r");
        await t.until(
          "Help on built-in function len in module builtins:\n\nlen(obj, /)\n    Return",
        );
        await t.until("py> ");
        await t.type("help()\r");
        await t.until("help> ");
        await t.type("abs\r");
        await t.until("abs(x, /)\n");
        await t.until("help> ");
        await t.type("quit\r");
        await t.until("py> ");
        await t.type("quit()\r");
        assertEquals(await t.ended(), 0);
      }, { PYTHONSTARTUP: startup });
    } finally {
      Deno.removeSync(startup);
    }
  },
});
