/**
 * Files in memory, as who embeds an interpreter sees them.
 *
 * @module
 */
import { MemoryFileSystem } from "../host/memory_files.ts";

const systems = new WeakMap<MemoryFiles, MemoryFileSystem>();
const decoder = new TextDecoder();

/**
 * A file system in memory, for programs that are to have files but not the
 * host's. It can be read and written from both sides, and shared by several
 * interpreters. It has no links, and its modes are kept but not obeyed.
 *
 * @example
 * ```ts
 * import { MemoryFiles, Python } from "@wordcode/vm";
 *
 * const files = new MemoryFiles({ "/data/in.txt": "3 4" });
 * using python = new Python({ fs: files });
 * python.exec("a, b = open('/data/in.txt').read().split()");
 * python.exec("print(int(a) * int(b), file=open('/out.txt', 'w'))");
 * console.log(files.readText("/out.txt")); // 12
 * ```
 */
export class MemoryFiles {
  /**
   * Makes a file system.
   *
   * @param files The contents by path; folders are made as needed.
   */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    systems.set(this, new MemoryFileSystem(files));
  }

  /**
   * Writes a file, and makes the folders on its way.
   *
   * @example
   * ```ts
   * import { MemoryFiles } from "@wordcode/vm";
   *
   * const files = new MemoryFiles();
   * files.write("/a/b.txt", "text");
   * console.log(files.list("/a")); // [ "b.txt" ]
   * ```
   *
   * @param path The path.
   * @param content Its bytes, or text that is written as UTF-8.
   */
  write(path: string, content: string | Uint8Array): void {
    memorySystem(this).write(path, content);
  }

  /**
   * Reads a file.
   *
   * @example
   * ```ts
   * import { MemoryFiles } from "@wordcode/vm";
   *
   * console.log(new MemoryFiles({ "/a": "xyz" }).read("/a").length); // 3
   * ```
   *
   * @param path The path.
   * @returns A copy of its bytes.
   * @throws {Error} When there is no such file.
   */
  read(path: string): Uint8Array {
    return memorySystem(this).read(path);
  }

  /**
   * Reads a file as UTF-8.
   *
   * @example
   * ```ts
   * import { MemoryFiles } from "@wordcode/vm";
   *
   * console.log(new MemoryFiles({ "/a": "xyz" }).readText("/a")); // xyz
   * ```
   *
   * @param path The path.
   * @returns Its text.
   * @throws {Error} When there is no such file.
   */
  readText(path: string): string {
    return decoder.decode(this.read(path));
  }

  /**
   * The names in a folder.
   *
   * @example
   * ```ts
   * import { MemoryFiles } from "@wordcode/vm";
   *
   * console.log(new MemoryFiles({ "/a": "", "/b/c": "" }).list("/")); // [ "a", "b" ]
   * ```
   *
   * @param path The path of the folder.
   * @returns The names, sorted.
   * @throws {Error} When there is no such folder.
   */
  list(path: string): string[] {
    return memorySystem(this).list(path);
  }
}

/** What the host has of it. */
export function memorySystem(files: MemoryFiles): MemoryFileSystem {
  return systems.get(files)!;
}
