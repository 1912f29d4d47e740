import type { Kept } from "./session";

/**
 * What tabs of the console tell each other. Only pages of one origin hear it, and the console's origin has no pages but the console's: see
 * docs/decisions/console-origin.md.
 */
export type Message = { readonly asks: true } | { readonly kept: Kept } | { readonly ended: true };

const NAME = "coffer-session";

/** How long a new tab waits before it shows the form for signing in, in milliseconds. An answer that comes later still signs it in. */
const PATIENCE = 250;

let channel: BroadcastChannel | undefined;

export function onOtherTabs(listener: (message: Message) => void): void {
  channel = new BroadcastChannel(NAME);
  channel.addEventListener("message", (event: MessageEvent<Message>) => listener(event.data));
}

export function tellOtherTabs(message: Message): void {
  channel?.postMessage(message);
}

/** Resolves when one has answered, or none has for a while. */
export function askOtherTabs(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE);
    channel?.addEventListener(
      "message",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
    tellOtherTabs({ asks: true });
  });
}
