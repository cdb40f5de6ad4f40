/**
 * Files that are only in memory.
 *
 * @module
 */
import {
  hostError,
  type HostStat,
  O_APPEND,
  O_CREAT,
  O_EXCL,
  O_RDONLY,
  O_TRUNC,
  O_WRONLY,
  S_IFDIR,
  S_IFREG,
} from "./host.ts";

/** An open file of a {@linkcode FileSystem}. */
export interface OpenFile {
  read(buffer: Uint8Array): number;
  write(data: Uint8Array): number;
  seek(offset: number, whence: number): number;
  truncate(length: number): void;
  stat(): HostStat;
  sync(): void;
  close(): void;
}

/** Files of a virtual host. Paths are absolute and have no `.` or `..`. Failures are `HostError`s. */
export interface FileSystem {
  open(path: string, flags: number, mode: number): OpenFile;
  stat(path: string, followSymlinks: boolean): HostStat;
  listdir(path: string): string[];
  mkdir(path: string, mode: number): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  link(from: string, to: string): void;
  symlink(target: string, path: string): void;
  readlink(path: string): string;
  chmod(path: string, mode: number): void;
  utime(path: string, atimeNs: bigint, mtimeNs: bigint): void;
}

const EPERM = 1;
const ENOENT = 2;
const EBADF = 9;
const EEXIST = 17;
const ENOTDIR = 20;
const EISDIR = 21;
const EINVAL = 22;
const EFBIG = 27;
const ENOTEMPTY = 39;

/** More than this no file holds. */
const MAX_SIZE = 2 ** 31 - 1;

class FileNode {
  data: Uint8Array = new Uint8Array(0);
  size = 0;
  atimeNs: bigint;
  mtimeNs: bigint;
  constructor(readonly ino: number, public mode: number, time: bigint) {
    this.atimeNs = this.mtimeNs = time;
  }

  /** Makes room for so many bytes. */
  reserve(n: number): void {
    if (n > MAX_SIZE) throw hostError(EFBIG);
    if (n <= this.data.length) return;
    const data = new Uint8Array(Math.max(n, 64, Math.min(MAX_SIZE, 2 * this.data.length)));
    data.set(this.data.subarray(0, this.size));
    this.data = data;
  }
}

class FolderNode {
  readonly entries = new Map<string, FileNode | FolderNode>();
  atimeNs: bigint;
  mtimeNs: bigint;
  constructor(readonly ino: number, public mode: number, time: bigint) {
    this.atimeNs = this.mtimeNs = time;
  }
}

function statOf(n: FileNode | FolderNode): HostStat {
  const folder = n instanceof FolderNode;
  return {
    mode: (folder ? S_IFDIR : S_IFREG) | n.mode,
    ino: n.ino,
    dev: 1,
    nlink: 1,
    uid: 0,
    gid: 0,
    size: folder ? 0 : n.size,
    atimeNs: n.atimeNs,
    mtimeNs: n.mtimeNs,
    ctimeNs: n.mtimeNs,
  };
}

/** A file in memory that has been opened. */
class OpenMemoryFile implements OpenFile {
  private position = 0;
  constructor(
    private readonly node: FileNode,
    private readonly reads: boolean,
    private readonly writes: boolean,
    private readonly append: boolean,
    private readonly now: () => bigint,
  ) {}

  read(buffer: Uint8Array): number {
    if (!this.reads) throw hostError(EBADF);
    const { node } = this;
    const n = Math.max(0, Math.min(buffer.length, node.size - this.position));
    buffer.set(node.data.subarray(this.position, this.position + n));
    this.position += n;
    return n;
  }

  write(data: Uint8Array): number {
    if (!this.writes) throw hostError(EBADF);
    const { node } = this;
    if (this.append) this.position = node.size;
    node.reserve(this.position + data.length);
    node.data.set(data, this.position);
    this.position += data.length;
    node.size = Math.max(node.size, this.position);
    node.mtimeNs = this.now();
    return data.length;
  }

  seek(offset: number, whence: number): number {
    const at = offset + (whence === 0 ? 0 : whence === 1 ? this.position : this.node.size);
    if (at < 0) throw hostError(EINVAL);
    return this.position = at;
  }

  truncate(length: number): void {
    if (!this.writes) throw hostError(EINVAL);
    const { node } = this;
    node.reserve(length);
    if (length < node.size) node.data.fill(0, length, node.size);
    node.size = length;
    node.mtimeNs = this.now();
  }

  stat(): HostStat {
    return statOf(this.node);
  }

  sync(): void {}
  close(): void {}
}

const encoder = new TextEncoder();

/** The parts of a path, without `.`, and with `..` taken back. */
export function pathParts(path: string): string[] {
  const out: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") out.pop();
    else if (part !== "" && part !== ".") out.push(part);
  }
  return out;
}

/** A file system in memory. It has no links, and its modes are kept but not obeyed. */
export class MemoryFileSystem implements FileSystem {
  #inode = 1;
  #clock: () => bigint = () => BigInt(Date.now()) * 1_000_000n;
  readonly #root = new FolderNode(this.#inode++, 0o755, this.#clock());

  /** With contents by path; folders are made as needed. */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const path of Object.keys(files)) this.write(path, files[path]);
  }

  #find(path: string): FileNode | FolderNode {
    let n: FileNode | FolderNode = this.#root;
    for (const part of pathParts(path)) {
      if (!(n instanceof FolderNode)) throw hostError(ENOTDIR);
      const next = n.entries.get(part);
      if (next === undefined) throw hostError(ENOENT);
      n = next;
    }
    return n;
  }

  /** The folder that a path's last part is in, and that part. */
  #parent(path: string): [FolderNode, string] {
    const parts = pathParts(path);
    const name = parts.pop();
    if (name === undefined) throw hostError(EINVAL);
    const folder = this.#find(parts.join("/"));
    if (!(folder instanceof FolderNode)) throw hostError(ENOTDIR);
    return [folder, name];
  }

  #changed(folder: FolderNode): void {
    // two changes within one tick of the clock are to be told apart: imports look at this
    const now = this.#clock();
    folder.mtimeNs = now > folder.mtimeNs ? now : folder.mtimeNs + 1n;
  }

  /** Writes a file, and makes the folders on its way. */
  write(path: string, content: string | Uint8Array): void {
    let folder = this.#root;
    const parts = pathParts(path);
    const name = parts.pop();
    if (name === undefined) throw new TypeError(`Not the path of a file: ${path}`);
    for (const part of parts) {
      let next = folder.entries.get(part);
      if (next === undefined) {
        folder.entries.set(part, next = new FolderNode(this.#inode++, 0o755, this.#clock()));
        this.#changed(folder);
      }
      if (!(next instanceof FolderNode)) throw new TypeError(`Not a folder: ${part}`);
      folder = next;
    }
    const node = new FileNode(this.#inode++, 0o644, this.#clock());
    node.data = typeof content === "string" ? encoder.encode(content) : content.slice();
    node.size = node.data.length;
    folder.entries.set(name, node);
    this.#changed(folder);
  }

  /** A copy of a file's bytes. Throws when there is no such file. */
  read(path: string): Uint8Array {
    const n = this.#lookup(path);
    if (!(n instanceof FileNode)) throw new Error(`No such file: ${path}`);
    return n.data.slice(0, n.size);
  }

  /** The names in a folder, sorted. Throws when there is no such folder. */
  list(path: string): string[] {
    const n = this.#lookup(path);
    if (!(n instanceof FolderNode)) throw new Error(`No such folder: ${path}`);
    return [...n.entries.keys()].sort();
  }

  #lookup(path: string): FileNode | FolderNode | null {
    try {
      return this.#find(path);
    } catch {
      return null;
    }
  }

  open(path: string, flags: number, mode: number): OpenFile {
    const access = flags & 3;
    let node = this.#lookup(path);
    if (node === null) {
      if ((flags & O_CREAT) === 0) throw hostError(ENOENT);
      const [folder, name] = this.#parent(path);
      node = new FileNode(this.#inode++, mode & 0o777, this.#clock());
      folder.entries.set(name, node);
      this.#changed(folder);
    } else if ((flags & (O_CREAT | O_EXCL)) === (O_CREAT | O_EXCL)) throw hostError(EEXIST);
    if (!(node instanceof FileNode)) throw hostError(EISDIR);
    if (path.endsWith("/")) throw hostError(ENOTDIR);
    const file = new OpenMemoryFile(
      node,
      access !== O_WRONLY,
      access !== O_RDONLY,
      (flags & O_APPEND) !== 0,
      this.#clock,
    );
    if ((flags & O_TRUNC) !== 0 && access !== O_RDONLY) file.truncate(0);
    return file;
  }

  stat(path: string, _followSymlinks: boolean): HostStat {
    const n = this.#find(path);
    if (path.endsWith("/") && !(n instanceof FolderNode)) throw hostError(ENOTDIR);
    return statOf(n);
  }

  listdir(path: string): string[] {
    const n = this.#find(path);
    if (!(n instanceof FolderNode)) throw hostError(ENOTDIR);
    return [...n.entries.keys()];
  }

  mkdir(path: string, mode: number): void {
    if (pathParts(path).length === 0) throw hostError(EEXIST);
    const [folder, name] = this.#parent(path);
    if (folder.entries.has(name)) throw hostError(EEXIST);
    folder.entries.set(name, new FolderNode(this.#inode++, mode & 0o777, this.#clock()));
    this.#changed(folder);
  }

  rmdir(path: string): void {
    const [folder, name] = this.#parent(path);
    const n = folder.entries.get(name);
    if (n === undefined) throw hostError(ENOENT);
    if (!(n instanceof FolderNode)) throw hostError(ENOTDIR);
    if (n.entries.size > 0) throw hostError(ENOTEMPTY);
    folder.entries.delete(name);
    this.#changed(folder);
  }

  unlink(path: string): void {
    const [folder, name] = this.#parent(path);
    const n = folder.entries.get(name);
    if (n === undefined) throw hostError(ENOENT);
    if (n instanceof FolderNode) throw hostError(EISDIR);
    folder.entries.delete(name);
    this.#changed(folder);
  }

  rename(from: string, to: string): void {
    const [a, x] = this.#parent(from);
    const n = a.entries.get(x);
    if (n === undefined) throw hostError(ENOENT);
    const [b, y] = this.#parent(to);
    const old = b.entries.get(y);
    if (old === n) return;
    const source = pathParts(from);
    if (
      n instanceof FolderNode &&
      pathParts(to).slice(0, source.length).join("/") === source.join("/")
    ) {
      throw hostError(EINVAL);
    }
    if (old instanceof FolderNode) {
      if (!(n instanceof FolderNode)) throw hostError(EISDIR);
      if (old.entries.size > 0) throw hostError(ENOTEMPTY);
    } else if (old !== undefined && n instanceof FolderNode) throw hostError(ENOTDIR);
    a.entries.delete(x);
    b.entries.set(y, n);
    this.#changed(a);
    this.#changed(b);
  }

  link(_from: string, _to: string): void {
    throw hostError(EPERM);
  }

  symlink(_target: string, _path: string): void {
    throw hostError(EPERM);
  }

  readlink(path: string): string {
    this.#find(path);
    throw hostError(EINVAL);
  }

  chmod(path: string, mode: number): void {
    this.#find(path).mode = mode & 0o7777;
  }

  utime(path: string, atimeNs: bigint, mtimeNs: bigint): void {
    const n = this.#find(path);
    n.atimeNs = atimeNs;
    n.mtimeNs = mtimeNs;
  }
}
