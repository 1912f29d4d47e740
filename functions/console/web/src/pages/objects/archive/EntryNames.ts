/**
 * Names of files in an archive, by their keys. Keys may be what no file can be called: they may have empty names between slashes, or name
 * both a file and a folder, and several may become one name.
 */
export class EntryNames {
  readonly #files = new Set<string>();

  /** A name that no other file of the archive has; empty segments, backslashes and control characters become underscores. */
  nameOf(path: string): string {
    const segments = path.split("/").map((segment) => segment.replace(/[\u0000-\u001f\u007f\\]/g, "_") || "_");
    let parent = "";
    for (const segment of segments.slice(0, -1)) {
      parent += `${this.#free(parent, segment)}/`;
    }
    const name = parent + this.#free(parent, segments.at(-1)!);
    this.#files.add(name);
    return name;
  }

  /** The segment, with a number before its ending if a file is called so already. */
  #free(parent: string, segment: string): string {
    const dot = segment.lastIndexOf(".") > 0 ? segment.lastIndexOf(".") : segment.length;
    let free = segment;
    for (let number = 2; this.#files.has(parent + free); number++) {
      free = `${segment.slice(0, dot)} (${number})${segment.slice(dot)}`;
    }
    return free;
  }
}
