// Puts the parts together.

import { Client } from "./chat/client.js";
import { isSaid } from "./chat/contents.js";
import { Outbox } from "./chat/outbox.js";
import { byInvite, founding, inGroup, partsOf, withPeer } from "./chat/places.js";
import { RefusedError } from "./chat/protocol.js";
import { rowsOf } from "./chat/rows.js";
import { ConversationView } from "./page/conversation-view.js";
import { byId, onClick } from "./page/dom.js";
import { FoundingDialog, JoiningDialog } from "./page/founding-dialog.js";
import { GroupDialog } from "./page/group-dialog.js";
import { ListView } from "./page/list-view.js";
import { startPacemaker } from "./page/pacemaker.js";
import { PrivacySwitch } from "./page/privacy-switch.js";
import { ReadersDialog } from "./page/readers-dialog.js";
import { clearSession, loadConfig, loadSession, signIn } from "./page/session.js";
import { View } from "./page/view.js";

/** @typedef {import("./chat/conversation.js").Conversation} Conversation */
/** @typedef {import("./chat/places.js").Place} Place */
/** @typedef {import("./page/session.js").Config} Config */
/** @typedef {import("./page/session.js").Session} Session */

const LONG_AWAY_MILLIS = 30_000;

/** @type {Client | null} */
let running = null;
let drawing = false;
let hiddenSince = 0;
/** @type {Place | null} */
let shown = null;
/** New groups and invites that the user waits to get into. @type {Set<string>} */
const awaited = new Set();

const view = new View(leave);
const listView = new ListView();
const readersDialog = new ReadersDialog();
const groupDialog = new GroupDialog({
  send: (conversation, content) => running?.chat.send(conversation.place, content),
  members: readMembers,
  invite: async ({ channelId }) => {
    const { invite } = await requested().request({ action: "invite", channelId });
    return `${location.origin}${location.pathname}#${byInvite(invite)}`;
  },
  revoke: async ({ channelId }) => void (await requested().request({ action: "revoke", channelId })),
  people: () => running?.store.people() ?? [],
});
const foundingDialog = new FoundingDialog((group) => enterBy(founding(group.name), group));
const joiningDialog = new JoiningDialog((invite) => enterBy(byInvite(invite), { type: "join" }));
const privacySwitch = new PrivacySwitch(async (receipts) => {
  try {
    return (await requested().request({ action: "privacy", receipts })).receipts;
  } catch (error) {
    tell(error);
    throw error;
  }
});
const conversationView = new ConversationView({
  write: (place) => running?.typing.write(place),
  send: (place, content) => {
    if (isSaid(content)) {
      running?.store.at(place)?.lookAhead(); // to where it will stand
    }
    running?.chat.send(place, content);
    running?.typing.sent(place);
  },
  retry: (id) => running?.chat.retry(id),
  discard: (id) => running?.chat.discard(id),
  older: () => onShow((conversation, { chat }) => void chat.history.older(conversation)),
  newer: () => onShow((conversation, { chat }) => void chat.history.newer(conversation)),
  newest: () => {
    onShow((conversation) => conversation.lookAhead());
    drawNow();
  },
  find: async (seq) => {
    const conversation = current();
    const found = conversation ? await running?.chat.history.find(conversation, seq) : false;
    drawNow();
    return found ?? false;
  },
  glimpse: (seq) => onShow((conversation, { chat }) => void chat.history.glimpse(conversation, seq)),
  members: () => onShow((conversation, { chat }) => void chat.members.readOnce(conversation)),
  about: () => onShow((conversation) => groupDialog.open(conversation)),
  readers: (message) =>
    onShow((conversation) => {
      readMembers(conversation);
      readersDialog.open(conversation, message);
    }),
  seen: markRead,
});
const pacemaker = startPacemaker();

/** @type {Config} */
let config;
try {
  config = await loadConfig();
} catch (error) {
  view.notice("The chat cannot be reached. Is it running? Reload this page to try again.");
  throw error;
}

onClick(byId("new-group", HTMLButtonElement), () => foundingDialog.open(running?.store.people() ?? []));
onClick(byId("join-group", HTMLButtonElement), () => joiningDialog.open(""));
addEventListener("hashchange", showPlace);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    hiddenSince = Date.now();
    running?.acks.flush(); // the page may be about to end
  } else if (running) {
    markRead();
    if (Date.now() - hiddenSince > LONG_AWAY_MILLIS) {
      running.connection.probe(); // a phone may have slept for hours
      void running.chat.catchUp();
    }
  }
});

const session = loadSession();
if (session) {
  enter(session);
} else {
  askWho("");
}

/** @param {string} sentence */
function askWho(sentence) {
  view.showSignIn(config.demoUsers, sentence, async (user) => {
    view.busy(true);
    try {
      enter(await signIn(config, user));
    } catch (error) {
      view.signInError(error instanceof Error ? error.message : String(error));
    }
  });
}

/** @param {Session} session */
function enter({ user, token, expiresAt }) {
  const client = new Client({
    user,
    directory: config.demoUsers,
    outbox: new Outbox(sessionStorage, `chat.outbox.${user}`),
    url: config.webSocketUrl,
    token,
    expiresAt,
    pacemaker,
    notice: (sentence) => view.notice(sentence),
  });
  const { store, connection } = client;
  running = client;
  view.showChat(user);
  privacySwitch.of(user);
  connection.listen({
    status: (status) => view.showStatus(status),
    expired: () => end("Your sign-in has expired. Please sign in again."),
  });
  store.listen(draw);
  store.whenSent(({ clientMessageId }, channelId) => {
    const place = store.conversation(channelId)?.place;
    if (awaited.delete(clientMessageId) && place) {
      location.hash = place;
    }
  });
  showPlace();
  connection.start();
}

/** Unsent messages stay for the next sign-in of the same user. @param {string} sentence */
function end(sentence) {
  running?.stop();
  running = null;
  clearSession();
  groupDialog.close();
  readersDialog.close();
  conversationView.show("", null, "");
  askWho(sentence);
}

function leave() {
  const unsent = running?.store.outbox.size ?? 0;
  const what = unsent === 1 ? "One message is" : `${unsent} messages are`;
  if (unsent === 0 || confirm(`${what} not sent yet and will be lost. Sign out?`)) {
    running?.store.outbox.clear();
    history.replaceState(null, "", location.pathname);
    end("");
  }
}

/** What the address names, so that Back and reload do what they should; anybody may have written it. */
function placeInAddress() {
  const parts = partsOf(location.hash.slice(1));
  if (!parts || "invite" in parts || "founding" in parts) {
    return null;
  }
  if ("channelId" in parts) {
    return running?.store.conversation(parts.channelId) ? inGroup(parts.channelId) : null;
  }
  return parts.peer === running?.store.me ? null : withPeer(parts.peer);
}

function showPlace() {
  if (!running) {
    return;
  }
  const parts = partsOf(location.hash.slice(1));
  if (parts && "invite" in parts) {
    history.replaceState(null, "", location.pathname); // a reload is not to ask again
    joiningDialog.open(parts.invite);
  } else if (parts && "peer" in parts) {
    running.store.meet(parts.peer);
  }
  const place = placeInAddress();
  shown = place;
  groupDialog.close();
  readersDialog.close();
  running.chat.look(place);
  view.showPane(place, 0); // first, since the composer is measured
  const row = rowsOf(running.store).find((other) => other.place === place);
  conversationView.show(running.store.me, place, row?.name ?? "the group");
  drawNow();
}

/** Goes there once it is done. @param {Place} place @param {import("./chat/protocol.js").Content} content */
function enterBy(place, content) {
  if (running) {
    awaited.add(running.chat.send(place, content));
  }
}

function current() {
  const place = running ? placeInAddress() : null;
  return place === null ? null : (running?.store.at(place) ?? null);
}

/** @param {(conversation: Conversation, client: Client) => void} action */
function onShow(action) {
  const conversation = current();
  if (running && conversation) {
    action(conversation, running);
  }
}

/** @param {Conversation} conversation */
function readMembers(conversation) {
  running?.chat.members.read(conversation).catch(tell);
}

function requested() {
  if (!running) {
    throw new Error("Nobody is signed in.");
  }
  return running.connection;
}

/** @param {unknown} error */
function tell(error) {
  view.notice(error instanceof RefusedError ? error.message : "The server did not answer. Please try again.");
}

function markRead() {
  const conversation = current();
  if (running && conversation && conversationView.atEnd && !document.hidden) {
    running.store.markRead(conversation);
  }
}

/** Once for all changes of a moment; not by animation frame, which a hidden tab never gets. */
function draw() {
  if (!drawing) {
    drawing = true;
    setTimeout(drawNow);
  }
}

function drawNow() {
  drawing = false;
  if (!running) {
    return;
  }
  const { store } = running;
  const place = placeInAddress();
  if (place !== shown) {
    showPlace(); // a group that the address named all along is known now, or no more
    return;
  }
  const row = rowsOf(store).find((other) => other.place === place);
  if (row && place !== null) {
    conversationView.render(row, store.at(place), store.outbox.of(place));
    markRead();
  }
  const rows = rowsOf(store);
  listView.render(rows, place);
  groupDialog.render();
  readersDialog.render();
  view.showPane(
    place,
    rows.reduce((sum, { unread }) => sum + unread, 0),
  );
}
