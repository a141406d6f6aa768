// What waits on this device: closed reports in the browser's own database, which nothing here can open.
// One report is { id: the form's name, key: for whom it is closed, sealed, kept_at, refused }.
const NEWS = "unsent-reports";

function database() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("vangnet", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("unsent", { keyPath: "id" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

async function within(mode, act) {
  const opened = await database();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction("unsent", mode, { durability: "strict" });
      const asked = act(transaction.objectStore("unsent"));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    opened.close();
  }
}

async function changed(act) {
  await within("readwrite", act);
  tell();
}

// To every part of every page that shows what waits.
export function tell() {
  const channel = new BroadcastChannel(NEWS);
  channel.postMessage("");
  channel.close();
}

export const all = () => within("readonly", (store) => store.getAll());
export const keep = (report) => changed((store) => store.put(report));
export const remove = (id) => changed((store) => store.delete(id));

export function onChange(show) {
  new BroadcastChannel(NEWS).addEventListener("message", show);
}
