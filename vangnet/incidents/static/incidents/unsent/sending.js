// Sends what waits, and removes it when the server has said where it is recorded; not a moment earlier.
import { ask, send } from "../../ui/device/asking.js";
import { all, keep, remove } from "./store.js";

// One at a time, over all tabs of this browser, so that nothing is sent by two at once.
export function alone(act) {
  return navigator.locks.request("unsent-reports", act);
}

// What became of one attempt: { receipt }, { refused }, { ended } (no session), or nothing: then there was no line.
export async function post(address, fields, csrf) {
  const { status, said, ended } = await send(address, fields, csrf);
  if (ended) return { ended };
  return status === 201 ? { receipt: said.receipt } : { refused: [400, 404, 409, 413, 422].includes(status) };
}

// What `settle` finds it stores; only a receipt removes.
export async function settle(report, outcome) {
  if (outcome.receipt) await remove(report.id);
  if (outcome.refused) await keep({ ...report, refused: true });
  return outcome;
}

export function sendWaiting(page) {
  return alone(async () => {
    const waiting = (await all()).filter((report) => !report.refused);
    if (!waiting.length) return {};
    // The page may be of an earlier session, and its token with it.
    const { said: session = {}, ended } = await ask(`${page}line/`);
    if (!session.key) return { ended };
    let last = {};
    for (const report of waiting.filter((one) => one.key === session.key)) {
      last = await settle(report, await post(page, { sealed: report.sealed }, session.csrf));
    }
    return last;
  });
}
