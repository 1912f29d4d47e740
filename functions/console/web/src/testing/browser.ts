import { Window } from "happy-dom";

/**
 * What browsers have and Node.js has not. Tests import this before anything that uses it. Everything else, `fetch` and its classes among it,
 * stays Node's own, which is closer to what browsers do.
 */
const browser = new Window({ url: "https://console.example.com/console/" });

for (const name of ["DOMParser", "document", "localStorage", "sessionStorage"] as const) {
  Object.defineProperty(globalThis, name, { value: browser[name], configurable: true, writable: true });
}
const events = new EventTarget();
for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"] as const) {
  Object.defineProperty(globalThis, name, { value: events[name].bind(events), configurable: true, writable: true });
}
