// A chat with a server that is not there.

import { Acks } from "../chat/acks.js";
import { Chat } from "../chat/chat.js";
import { Outbox } from "../chat/outbox.js";
import { withPeer } from "../chat/places.js";
import { Store } from "../chat/store.js";
import { FakeConnection, FakeServer, hastyTimer, nameOf, storage } from "./fakes.js";

export const BOB = withPeer("bob");
/** @param {string} words @returns {import("../chat/protocol.js").Text} */
export const text = (words) => ({ type: "text", text: words });

export function start(server = new FakeServer(), kept = storage(), timer = hastyTimer) {
  const connection = new FakeConnection(server);
  const outbox = new Outbox(kept, "box");
  const store = new Store({ me: "alice", directory: () => ["alice", "bob", "carol"], nameOf, outbox });
  /** @type {string[]} */
  const notices = [];
  const chat = new Chat({ connection, store, notice: (sentence) => notices.push(sentence), timer });
  const acks = new Acks({ connection, conversations: () => store.conversations(), timer });
  store.listen(() => acks.moved());
  const seqs = () =>
    store
      .at(BOB)
      ?.messages()
      .map(({ seq }) => seq) ?? [];
  const sends = () => server.actions.filter(({ action }) => action === "send");
  const reads = () => server.actions.filter(({ action }) => action === "history");
  return { server, connection, outbox, store, chat, seqs, sends, reads, kept, notices };
}
