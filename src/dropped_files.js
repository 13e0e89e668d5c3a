// What is dropped or pasted, folders included: the files in them bear the paths that lead to them. Browsers tell of folders
// by callbacks alone. What cannot be had stands among the files as its name and why.

// As many files as are taken at once; a year of logs by the hour has 8,760.
const MOST = 10_000;

/** The files of a transfer, in their order. To be called while its event is handled: afterwards it is empty. */
self.droppedFiles = (transfer) => {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  return collected(items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile()).filter(Boolean));
};

async function collected(entries) {
  const files = [];
  for (const entry of entries) {
    const before = files.length;
    await collect(entry, files);
    if (files.length === before) files.push({ name: entry.name, why: "there is no file in it" });
  }
  return files;
}

async function collect(entry, files) {
  if (files.length >= MOST) throw new Error(`it holds more than ${MOST} files`);
  if (entry instanceof File) return files.push(entry);
  const path = entry.fullPath.slice(1);
  let inside = [];
  try {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      files.push(path === file.name ? file : new File([file], path));
    } else {
      inside = await entriesOf(entry);
    }
  } catch ({ message }) {
    files.push({ name: path, why: message });
  }
  for (const inner of inside) await collect(inner, files);
}

/** What a folder holds, by name, without what systems hide there. */
async function entriesOf(folder) {
  const reader = folder.createReader();
  const entries = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    entries.push(...some);
  }
  const shown = entries.filter(({ name }) => !name.startsWith(".") && !/^(desktop\.ini|thumbs\.db)$/i.test(name));
  return shown.sort((one, other) => (one.name < other.name ? -1 : 1));
}
