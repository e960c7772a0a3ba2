/** The files of a drop, those in its folders too. What systems leave in folders beside pictures and videos is left out. */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  // Before anything is awaited: afterwards a drop is empty.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (!entries.some(({ isDirectory }) => isDirectory)) return [...data.files];
  const files = await Promise.all(entries.map((entry) => filesOf(entry)));
  return files.flat();
}

async function filesOf(entry: FileSystemEntry, isInFolder = false): Promise<File[]> {
  if (entry.isDirectory) {
    const entries = await readFolder(entry as FileSystemDirectoryEntry);
    entries.sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
    return (await Promise.all(entries.map((inside) => filesOf(inside, true)))).flat();
  }
  const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
  // A video takes the place of the picture, so folders give photos alone.
  return isInFolder && !file.type.startsWith("image/") ? [] : [file];
}

/** Browsers hand a folder's entries over in parts, until one is empty. */
async function readFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return all;
    all.push(...part);
  }
}
