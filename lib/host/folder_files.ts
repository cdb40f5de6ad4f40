/**
 * A folder of another host's as the whole file system of a program. Symbolic
 * links are not followed, so that nothing outside can be reached.
 *
 * @module
 */
import { type Host, HostError, hostError, type HostStat, S_IFLNK, S_IFMT } from "./host.ts";
import { type FileSystem, type OpenFile, pathParts } from "./memory_files.ts";

const ENOENT = 2;
const EACCES = 13;
const EROFS = 30;
const O_NOFOLLOW = 0o400000;
/** Everything that changes a file: O_WRONLY, O_RDWR, O_CREAT, O_TRUNC. */
const WRITING = 3 | 0o100 | 0o1000;

class OpenHostFile implements OpenFile {
  constructor(private readonly host: Host, private readonly fd: number) {}
  read(buffer: Uint8Array): number {
    return this.host.read(this.fd, buffer);
  }
  write(data: Uint8Array): number {
    return this.host.write(this.fd, data);
  }
  seek(offset: number, whence: number): number {
    return this.host.seek(this.fd, offset, whence);
  }
  truncate(length: number): void {
    this.host.truncate(this.fd, length);
  }
  stat(): HostStat {
    return this.host.fstat(this.fd);
  }
  sync(): void {
    this.host.fsync(this.fd);
  }
  close(): void {
    this.host.close(this.fd);
  }
}

/** A folder of a host's. */
export class FolderFiles implements FileSystem {
  /**
   * @param host Whose folder it is.
   * @param root The folder's path; "" is the whole of it, links included.
   * @param writable Whether the program may change anything.
   */
  constructor(
    private readonly host: Host,
    private readonly root: string,
    private readonly writable: boolean,
  ) {}

  /** The host's path; with `follow` the last part must not be a link either. */
  private at(path: string, follow: boolean): string {
    if (this.root === "") return path;
    const parts = pathParts(path);
    let full = this.root;
    parts.forEach((part, i) => {
      full += `/${part}`;
      if (i === parts.length - 1 && !follow) return;
      try {
        if ((this.host.stat(full, false).mode & S_IFMT) === S_IFLNK) throw hostError(EACCES);
      } catch (e) {
        // what is not there is reported by whoever asks for it
        if (!(e instanceof HostError) || e.errno !== ENOENT) throw e;
      }
    });
    return path.endsWith("/") ? `${full}/` : full;
  }

  private change(path: string): string {
    if (!this.writable) throw hostError(EROFS);
    return this.at(path, false);
  }

  open(path: string, flags: number, mode: number): OpenFile {
    if ((flags & WRITING) !== 0 && !this.writable) throw hostError(EROFS);
    const nofollow = this.root === "" ? 0 : O_NOFOLLOW;
    return new OpenHostFile(this.host, this.host.open(this.at(path, true), flags | nofollow, mode));
  }
  stat(path: string, followSymlinks: boolean): HostStat {
    return this.host.stat(this.at(path, followSymlinks), followSymlinks);
  }
  listdir(path: string): string[] {
    return this.host.listdir(this.at(path, true));
  }
  mkdir(path: string, mode: number): void {
    this.host.mkdir(this.change(path), mode);
  }
  rmdir(path: string): void {
    this.host.rmdir(this.change(path));
  }
  unlink(path: string): void {
    this.host.unlink(this.change(path));
  }
  rename(from: string, to: string): void {
    this.host.rename(this.change(from), this.change(to));
  }
  link(from: string, to: string): void {
    this.host.link(this.change(from), this.change(to));
  }
  symlink(target: string, path: string): void {
    if (this.root !== "") throw hostError(EACCES);
    this.host.symlink(target, this.change(path));
  }
  readlink(path: string): string {
    return this.host.readlink(this.at(path, false));
  }
  chmod(path: string, mode: number): void {
    this.change(path);
    this.host.chmod(this.at(path, true), mode);
  }
  utime(path: string, atimeNs: bigint, mtimeNs: bigint): void {
    this.change(path);
    this.host.utime(this.at(path, true), atimeNs, mtimeNs);
  }
}
