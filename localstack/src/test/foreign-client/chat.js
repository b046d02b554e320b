// Two people chat over the npm package `ws`, by the README's protocol section alone.
// usage: node chat.js <webSocketUrl> <tokenOfAlice> <tokenOfBob>
import { once } from "node:events";
import WebSocket from "ws";

const [url, aliceToken, bobToken] = process.argv.slice(2);

async function connect(token) {
  const socket = new WebSocket(url, "chat.v1", { headers: { Authorization: `Bearer ${token}` } });
  await once(socket, "open");
  return socket;
}

async function next(socket, event) {
  for (;;) {
    const [data] = await once(socket, "message");
    const frame = JSON.parse(data);
    if (frame.event === event) return frame;
  }
}

const alice = await connect(aliceToken);
const bob = await connect(bobToken);
const arrives = next(bob, "messages");
const accepted = next(alice, "accepted");
alice.send(
  JSON.stringify({
    action: "send",
    userId: "bob",
    clientMessageId: "ws-1",
    afterSeq: 0,
    content: { type: "text", text: "hello from ws" },
  }),
);
console.log("accepted", (await accepted).seq);
console.log("message", (await arrives).messages[0].content.text);
alice.close();
bob.close();
