// Drives sockets of the npm package `ws`: takes commands as JSON lines and prints what happens as JSON lines.
// {"id":1,"do":"open","url":"ws://…","protocols":["chat.v1"]}, then "send", "ping", "close", "terminate" for the same id.
import { createInterface } from "node:readline";
import WebSocket from "ws";

const sockets = new Map();

function tell(id, event, fields = {}) {
  process.stdout.write(`${JSON.stringify({ id, event, ...fields })}\n`);
}

function open({ id, url, protocols }) {
  const socket = new WebSocket(url, protocols);
  sockets.set(id, socket);
  socket.on("open", () => tell(id, "open", { protocol: socket.protocol }));
  socket.on("unexpected-response", (request, response) => {
    const chunks = [];
    response.on("data", (chunk) => chunks.push(chunk));
    response.on("end", () =>
      tell(id, "refused", { status: response.statusCode, body: Buffer.concat(chunks).toString() }),
    );
  });
  socket.on("message", (data, isBinary) => tell(id, "message", { text: data.toString(), isBinary }));
  socket.on("pong", (data) => tell(id, "pong", { text: data.toString() }));
  socket.on("close", (code, reason) => tell(id, "close", { code, reason: reason.toString() }));
  socket.on("error", (error) => tell(id, "error", { text: error.message }));
}

const actions = {
  open,
  // `base64` are the raw bytes of a frame, sent as text or binary; `last` is false for a fragment that others follow
  send: ({ id, base64, binary, last }) =>
    sockets.get(id).send(Buffer.from(base64, "base64"), { binary, fin: last }, () => {}),
  ping: ({ id, text }) => sockets.get(id).ping(text),
  close: ({ id, code, reason }) => sockets.get(id).close(code, reason),
  terminate: ({ id }) => sockets.get(id).terminate(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  actions[command.do](command);
}
for (const socket of sockets.values()) socket.terminate();
