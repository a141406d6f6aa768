// The one door through which text becomes part of a page, for browsers that keep such a door (Trusted Types).
// What the server sent may become elements, as htmx does with an answer; text never becomes a script; and a
// script file, such as the one that waits for the line, comes from here alone.
const isOurs = (address) => new URL(address, location.href).origin === location.origin;

globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (text) => text,
  createScriptURL: (address) => (isOurs(address) ? address : null),
});
