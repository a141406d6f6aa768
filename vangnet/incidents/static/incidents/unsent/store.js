// What waits on this device: closed reports in the browser's own database, which nothing here can open.
// One report is { id: the form's name, key: for whom it is closed, sealed, kept_at, refused }.
import { Database } from "../../ui/device/database.js";

const NEWS = "unsent-reports";

const database = new Database("vangnet", "unsent");

async function changed(act) {
  await database.within("readwrite", act);
  tell();
}

// To every part of every page that shows what waits.
export function tell() {
  const channel = new BroadcastChannel(NEWS);
  channel.postMessage("");
  channel.close();
}

export const all = () => database.within("readonly", (store) => store.getAll());
export const keep = (report) => changed((store) => store.put(report));
export const remove = (id) => changed((store) => store.delete(id));

export function onChange(show) {
  new BroadcastChannel(NEWS).addEventListener("message", show);
}
