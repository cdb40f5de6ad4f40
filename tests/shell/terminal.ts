/**
 * A program in a pseudo-terminal that util-linux's `script` makes.
 *
 * @module
 */
import { fromFileUrl } from "@std/path";

const START = fromFileUrl(new URL("./start.ts", import.meta.url));
const CONFIG = fromFileUrl(new URL("../../deno.json", import.meta.url));

/** Why there is no pseudo-terminal to be had here, or null. */
export function noTerminal(): string | null {
  if (Deno.build.os !== "linux") return "it needs Linux";
  try {
    const out = new Deno.Command("script", { args: ["--version"], stdout: "piped" }).outputSync();
    return new TextDecoder().decode(out.stdout).includes("util-linux")
      ? null
      : "script is not util-linux's";
  } catch {
    return "there is no script(1) of util-linux";
  }
}

const quoted = (s: string): string => `'${s.replaceAll("'", "'\\''")}'`;

// deno-lint-ignore no-control-regex
const ESCAPES = /\x1b\[[0-9;?]*[A-Za-z]/g;

const cacheFolder = (): string =>
  Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME") ?? ""}/.cache/deno`;

/** wordcode in a terminal of its own. */
export class TerminalSession implements AsyncDisposable {
  private text = "";
  private seen = 0;
  private readonly child: Deno.ChildProcess;
  private readonly writer: WritableStreamDefaultWriter<Uint8Array>;
  private readonly pump: Promise<void>;

  constructor(args: string[], env: Record<string, string>) {
    const command = ["exec", Deno.execPath(), "run", "-A", "--no-check", "--config", CONFIG, START]
      .concat(args).map((a, i) => i === 0 ? a : quoted(a)).join(" ");
    this.child = new Deno.Command("script", {
      args: ["-qfec", command, "/dev/null"],
      // Deno's cache stays where it is, whatever HOME is
      env: { TERM: "xterm", NO_COLOR: "1", DENO_DIR: cacheFolder(), ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.writer = this.child.stdin.getWriter();
    this.pump = this.read(this.child.stdout);
  }

  private async read(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const part of stream.pipeThrough(new TextDecoderStream())) this.text += part;
  }

  /** Everything that was shown, without what moves the cursor. */
  get shown(): string {
    return this.text.replace(ESCAPES, "").replaceAll("\r", "");
  }

  /** Waits until a text is shown, after what was waited for before. */
  async until(text: string): Promise<void> {
    for (let i = 0; i < 600; i++) {
      const at = this.shown.indexOf(text, this.seen);
      if (at >= 0) {
        this.seen = at + text.length;
        return;
      }
      await new Promise((go) => setTimeout(go, 50));
    }
    throw new Error(`${JSON.stringify(text)} never came; shown: ${this.shown.slice(this.seen)}`);
  }

  async type(keys: string): Promise<void> {
    await this.writer.write(new TextEncoder().encode(keys));
  }

  /** Waits for the program's end and gives its code. */
  async ended(): Promise<number> {
    const { code } = await this.child.status;
    await this.pump;
    return code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.child.kill("SIGKILL");
    } catch {
      // it has ended
    }
    try {
      await this.writer.close();
    } catch {
      // nobody reads any more
    }
    await this.child.status;
    await this.pump;
  }
}
