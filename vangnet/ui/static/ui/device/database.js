// A database of the browser with one list of rows, each under its `id`. What a row holds is closed before it comes here.
export class Database {
  constructor(name, store) {
    this.name = name;
    this.store = store;
  }

  // One act on the list, done wholly or not at all; it is on the disk when this is over.
  async within(mode, act) {
    const opened = await this.open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = opened.transaction(this.store, mode, { durability: "strict" });
        const asked = act(transaction.objectStore(this.store));
        transaction.oncomplete = () => resolve(asked?.result);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      opened.close();
    }
  }

  open() {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open(this.name, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(this.store, { keyPath: "id" });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
  }

  // Another tab that is at it finishes first.
  remove() {
    return new Promise((resolve) => {
      const removing = indexedDB.deleteDatabase(this.name);
      removing.onsuccess = removing.onerror = () => resolve();
    });
  }
}
