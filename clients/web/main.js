// Puts the parts together.

import { Acks } from "./acks.js";
import { Chat } from "./chat.js";
import { ConversationView } from "./conversation-view.js";
import { Outbox } from "./outbox.js";
import { PeopleView } from "./people-view.js";
import { Connection, windowTimer } from "./protocol.js";
import { clearSession, loadConfig, loadSession, signIn } from "./session.js";
import { Store } from "./store.js";
import { Typing } from "./typing.js";
import { View } from "./view.js";

/** @typedef {import("./session.js").Config} Config */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {{store: Store, chat: Chat, acks: Acks, typing: Typing, connection: Connection}} Running */

const LONG_AWAY_MILLIS = 30_000;
const USER_ID = /^[A-Za-z0-9][A-Za-z0-9._|:@-]{0,127}$/;

/** @type {Running | null} */
let running = null;
let drawing = false;
let hiddenSince = 0;

const view = new View(leave);
const peopleView = new PeopleView();
const conversationView = new ConversationView({
  write: (peer) => running?.typing.write(peer),
  send: (peer, text) => {
    running?.chat.send(peer, text);
    running?.typing.sent(peer);
  },
  retry: (id) => running?.chat.retry(id),
  discard: (id) => running?.chat.discard(id),
  loadOlder: () => {
    const conversation = current();
    if (conversation) {
      void running?.chat.loadOlder(conversation);
    }
  },
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

addEventListener("hashchange", showPeer);
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
  const outbox = new Outbox(sessionStorage, outboxKey(user));
  const store = new Store({ me: user, directory: config.demoUsers, outbox });
  const connection = new Connection({
    url: config.webSocketUrl,
    token,
    expiresAt,
    watch: () => store.people().map((person) => person.userId),
    pacemaker,
  });
  const chat = new Chat({ connection, store, notice: (sentence) => view.notice(sentence) });
  // By the pacemaker, since what comes to a hidden tab is delivered too.
  const acks = new Acks({ connection, conversations: () => store.conversations(), timer: pacemaker });
  const typing = new Typing({ connection, store });
  running = { store, chat, acks, typing, connection };
  view.showChat(user);
  connection.listen({
    status: (status) => view.showStatus(status),
    expired: () => end("Your sign-in has expired. Please sign in again."),
  });
  store.listen(draw);
  store.listen(() => acks.moved());
  showPeer();
  connection.start();
}

/** Unsent messages stay for the next sign-in of the same user. @param {string} sentence */
function end(sentence) {
  running?.chat.stop();
  running?.acks.flush();
  running?.acks.stop();
  running?.typing.stop();
  running?.connection.stop();
  running = null;
  clearSession();
  conversationView.show("", null);
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

/** @param {string} user */
function outboxKey(user) {
  return `chat.outbox.${user}`;
}

/** Who the address names, so that Back and reload do what they should; anybody may have written it. */
function peerInAddress() {
  const peer = new URLSearchParams(location.hash.slice(1)).get("with");
  return peer !== null && USER_ID.test(peer) && peer !== running?.store.me ? peer : null;
}

function showPeer() {
  if (running) {
    const peer = peerInAddress();
    if (peer !== null) {
      running.store.meet(peer);
    }
    running.chat.look(peer);
    view.showPane(peer, 0); // first, since the composer is measured
    conversationView.show(running.store.me, peer);
    drawNow();
  }
}

function current() {
  const peer = running ? peerInAddress() : null;
  return peer === null ? null : (running?.store.conversationWith(peer) ?? null);
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
  const peer = peerInAddress();
  const people = store.people();
  const person = people.find(({ userId }) => userId === peer);
  if (person) {
    conversationView.render(person, store.conversationWith(person.userId), store.outbox.of(person.userId));
    markRead();
  }
  const now = store.people();
  peopleView.render(now, peer);
  view.showPane(
    peer,
    now.reduce((sum, { unread }) => sum + unread, 0),
  );
}

/** @returns {import("./protocol.js").Timer} */
function startPacemaker() {
  /** @type {Map<number, () => void>} */
  const due = new Map();
  let last = 0;
  let worker;
  try {
    worker = new Worker(new URL("pacemaker.js", import.meta.url), { type: "module" });
  } catch {
    return windowTimer;
  }
  /** @param {number} id */
  const run = (id) => {
    const action = due.get(id);
    due.delete(id);
    action?.();
  };
  let broken = false;
  worker.addEventListener("message", ({ data: id }) => run(id));
  worker.addEventListener("error", () => {
    broken = true;
    [...due.keys()].forEach(run);
  });
  return (action, millis) => {
    if (broken) {
      return windowTimer(action, millis);
    }
    const id = ++last;
    due.set(id, action);
    worker.postMessage({ id, millis });
    return () => {
      due.delete(id);
      worker.postMessage({ id, millis: null });
    };
  };
}
