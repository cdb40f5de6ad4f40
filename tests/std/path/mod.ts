/**
 * Stands in for `jsr:@std/path` where JSR cannot be reached: the part that the
 * tests and the benchmarks use, over `node:path`.
 *
 * @module
 */
import * as path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The last part of a path, without `suffix`. */
export function basename(p: string, suffix?: string): string {
  return path.basename(p, suffix);
}

/** All but the last part of a path. */
export function dirname(p: string): string {
  return path.dirname(p);
}

/** The extension with its dot, or the empty string. */
export function extname(p: string): string {
  return path.extname(p);
}

/** The parts as one normalized path. */
export function join(...parts: string[]): string {
  return path.join(...parts);
}

/** The path without `.` and `..`. */
export function normalize(p: string): string {
  return path.normalize(p);
}

/** The way from a folder to a path. */
export function relative(from: string, to: string): string {
  return path.relative(from, to);
}

/** The parts as one absolute path. */
export function resolve(...parts: string[]): string {
  return path.resolve(...parts);
}

/** Whether a path starts at a root. */
export function isAbsolute(p: string): boolean {
  return path.isAbsolute(p);
}

/** The path of a `file:` URL. */
export function fromFileUrl(url: string | URL): string {
  return fileURLToPath(url);
}

/** The `file:` URL of an absolute path. */
export function toFileUrl(p: string): URL {
  return pathToFileURL(p);
}

/** What stands between two parts. */
export const SEPARATOR: "/" | "\\" = path.sep;
