// Puts the parts together.

import { Client } from "./chat/client.js";
import { isSaid } from "./chat/contents.js";
import { Outbox } from "./chat/outbox.js";
import { idsIn } from "./chat/people.js";
import { byInvite, founding, inGroup, partsOf, withPeer } from "./chat/places.js";
import { RefusedError, sentenceOf } from "./chat/protocol.js";
import { Rest } from "./chat/rest.js";
import { rowsOf, unreadIn } from "./chat/rows.js";
import { loadConfig } from "./identity/config.js";
import { deviceId } from "./identity/device.js";
import { claimsOf, Issuer } from "./identity/issuer.js";
import { keptTokens, Session } from "./identity/session.js";
import { SignIn } from "./identity/sign-in.js";
import { ConversationView } from "./page/conversation-view.js";
import { byId, onClick } from "./page/dom.js";
import { FoundingDialog, JoiningDialog } from "./page/founding-dialog.js";
import { GroupDialog } from "./page/group-dialog.js";
import { ListView } from "./page/list-view.js";
import { startPacemaker } from "./page/pacemaker.js";
import { PeopleDialog } from "./page/people-dialog.js";
import { PersonDialog } from "./page/person-dialog.js";
import { ProfileDialog } from "./page/profile-dialog.js";
import { ReadersDialog } from "./page/readers-dialog.js";
import { ReportDialog } from "./page/report-dialog.js";
import { View } from "./page/view.js";

/** @typedef {import("./chat/connection.js").EndReason} EndReason */
/** @typedef {import("./chat/conversation.js").Conversation} Conversation */
/** @typedef {import("./chat/places.js").Place} Place */
/** @typedef {import("./identity/config.js").Config} Config */
/** @typedef {import("./page/person-row.js").Deed} Deed */

const LONG_AWAY_MILLIS = 30_000;
/** In that time “5 min ago” becomes wrong. */
const MINUTE_MILLIS = 60_000;
const ACTIVITY = ["pointerdown", "pointermove", "keydown", "wheel"];
/** @type {Record<Exclude<EndReason, "DISPLACED"> | "EXPIRED", string>} */
const ENDS = {
  EXPIRED: "Your sign-in has expired. Please sign in again.",
  SIGNED_OUT: "You have been signed out.",
  SUSPENDED: "Your account is suspended.",
  ACCOUNT_DELETED: "Your account has been deleted.",
};

/** @type {Client | null} */
let running = null;
/** Signed out everywhere, so that only a sign-in from now on counts. */
let signedOut = false;
/** @type {Session | null} */
let session = null;
/** What the user is called: by the sign-in, until their profile is known. */
let myName = "";
let drawing = false;
let hiddenSince = 0;
/** @type {Place | null} */
let shown = null;
/** New groups and invites that the user waits to get into. @type {Set<string>} */
const awaited = new Set();
const device = deviceId(localStorage, navigator.userAgent);
const pageAddress = new URL(".", location.href).href;

const view = new View({
  signIn: () => void goToIssuer(),
  signOut: () => void leave(),
  useHere: () => {
    view.displaced(false);
    running?.connection.start();
  },
  profile: () => void profileDialog.open(),
});
const nameOf = (/** @type {string} */ userId) => running?.profiles.nameOf(userId) ?? userId;
const handleOf = (/** @type {string} */ userId) => running?.profiles.find(userId)?.handle;
const peopleIn = (/** @type {string} */ text) => idsIn(text, client().people);
const listView = new ListView(nameOf);
const readersDialog = new ReadersDialog(nameOf);
const groupDialog = new GroupDialog({
  send: (conversation, content) => running?.chat.send(conversation.place, content),
  members: readMembers,
  invite: async ({ channelId }) => {
    const { invite } = await client().connection.request({ action: "invite", channelId });
    return `${pageAddress}#${byInvite(invite)}`;
  },
  revoke: async ({ channelId }) => void (await client().connection.request({ action: "revoke", channelId })),
  people: () => running?.store.people() ?? [],
  nameOf,
  handleOf,
  idsIn: peopleIn,
  person: (userId) => personDialog.open(userId),
});
const foundingDialog = new FoundingDialog({
  create: (group) => enterBy(founding(group.name), group),
  nameOf,
  idsIn: peopleIn,
});
const joiningDialog = new JoiningDialog((invite) => enterBy(byInvite(invite), { type: "join" }));
const peopleDialog = new PeopleDialog(
  {
    search: async (words, more) => {
      const { users, ...next } = await client().people.search(words, more);
      return { users: users.filter(({ userId }) => userId !== running?.store.me), ...next };
    },
    circle,
    person: personOf,
    load: () => client().contacts.load(),
  },
  { about: (userId) => personDialog.open(userId), act },
);
const personDialog = new PersonDialog({
  opened: loadContacts,
  person: (userId) => ({
    ...personOf(userId),
    about: running?.profiles.find(userId)?.about ?? "",
  }),
  act,
  report: (userId) => reportDialog.open({ userId }, nameOf(userId)),
});
const reportDialog = new ReportDialog((what, reason, comment) => client().people.report(what, reason, comment));
const profileDialog = new ProfileDialog({
  account: () => client().account,
  deviceId: device,
  isTaken: async (handle) => {
    const found = await client().people.byHandle(handle);
    return found !== null && found.userId !== running?.store.me;
  },
  doNotDisturb: () => running?.store.doNotDisturb ?? false,
  setDoNotDisturb: (doNotDisturb) => client().setDoNotDisturb(doNotDisturb),
  changed: learnMe,
  signedOut: () => void leaveIssuer(),
  deleted: () => {
    running?.store.outbox.clear();
    end(ENDS.ACCOUNT_DELETED);
  },
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
  online: (conversation) => running?.onlineMembers.countIn(conversation) ?? null,
  about: () => {
    const parts = partsOf(placeInAddress() ?? "");
    if (parts && "peer" in parts) {
      personDialog.open(parts.peer);
    } else {
      onShow((conversation) => groupDialog.open(conversation));
    }
  },
  mute: (conversation, until) => void client().muting.mute(conversation, until).catch(tell),
  unmute: (conversation) => void client().muting.unmute(conversation).catch(tell),
  report: ({ channelId, seq, sender }) => reportDialog.open({ channelId, seq }, nameOf(sender)),
  nameOf,
  named: (userId) => {
    const handle = handleOf(userId);
    return { userId, name: nameOf(userId), ...(handle === undefined ? {} : { handle }) };
  },
  silence: (peer) =>
    running?.contacts.of(peer).blocked ? `You have blocked ${nameOf(peer)}. To write, unblock them under “About”.` : "",
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

const issuer = new Issuer(config);
const signIn = new SignIn({ issuer, storage: sessionStorage, redirectUri: pageAddress });

onClick(byId("find-people", HTMLButtonElement), () => peopleDialog.open());
onClick(byId("new-group", HTMLButtonElement), () => foundingDialog.open(running?.store.people() ?? []));
onClick(byId("join-group", HTMLButtonElement), () => joiningDialog.open(""));
addEventListener("hashchange", showPlace);
for (const activity of ACTIVITY) {
  addEventListener(activity, () => running?.away.active(), { passive: true, capture: true });
}
setInterval(() => document.hidden || draw(), MINUTE_MILLIS);
document.addEventListener("visibilitychange", () => {
  running?.away.active(); // whoever leaves or comes is there just now
  if (document.hidden) {
    hiddenSince = Date.now();
    running?.acks.flush(); // the page may be about to end
  } else if (running) {
    markRead();
    if (Date.now() - hiddenSince > LONG_AWAY_MILLIS) {
      running.connection.probe(); // a phone may have slept for hours
      running.onlineMembers.refresh();
      void running.chat.catchUp();
      loadContacts();
    }
  }
});

await begin();

/** Back from the issuer, after a reload, or as a stranger. */
async function begin() {
  const answer = new URLSearchParams(location.search);
  if (answer.has("state")) {
    history.replaceState(null, "", location.pathname + location.hash); // a code is good once
  }
  try {
    const done = await signIn.complete(answer);
    if (done) {
      history.replaceState(null, "", location.pathname + done.place);
      enter(new Session({ tokens: done.tokens, issuer, storage: sessionStorage }));
      return;
    }
  } catch (error) {
    end(sentenceOf(error));
    return;
  }
  const tokens = keptTokens(sessionStorage);
  if (tokens) {
    enter(new Session({ tokens, issuer, storage: sessionStorage }));
  } else {
    end("");
  }
}

async function goToIssuer() {
  view.busy(true);
  try {
    location.assign(await signIn.begin(location.hash, signedOut));
  } catch (error) {
    view.signInError(sentenceOf(error));
  }
}

/** @param {Session} signedIn */
function enter(signedIn) {
  const { user } = signedIn;
  const rest = new Rest({
    url: config.apiUrl,
    session: signedIn,
    whenOver: (reason) => {
      if (running) {
        signedOut = true;
        end(reason);
      }
    },
  });
  const entered = new Client({
    user,
    deviceId: device,
    outbox: new Outbox(sessionStorage, `chat.outbox.${user}`),
    url: config.webSocketUrl,
    rest,
    pacemaker,
    notice: (sentence) => view.notice(sentence),
    isVisible: () => !document.hidden,
  });
  const { store, connection } = entered;
  running = entered;
  session = signedIn;
  view.showChat();
  myName = String(claimsOf(signedIn.idToken).name ?? user);
  connection.listen({
    status: (status) => {
      view.showStatus(status);
      if (status.phase === "open") {
        loadContacts();
      }
    },
    ended: (reason) => {
      if (reason === "DISPLACED") {
        view.displaced(true);
      } else {
        signedOut = reason === "SIGNED_OUT";
        end(ENDS[reason] ?? ENDS.SIGNED_OUT);
      }
    },
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
  void introduce();
}

/** Tells the server the user's name if it knows none: the access tokens of some issuers have no names in them. */
async function introduce() {
  const { account } = client();
  const { name } = claimsOf(session?.idToken);
  try {
    const me = await account.me();
    learnMe(me.name === "" && typeof name === "string" && name !== "" ? await account.change({ name }) : me);
  } catch {
    // The name of the sign-in stays on show.
  }
}

/** @param {import("./chat/account.js").Me} me */
function learnMe(me) {
  if (running) {
    myName = nameOf(running.profiles.learn(me).userId);
    running.store.changed();
  }
}

/** Unsent messages stay for the next sign-in of the same user. @param {string} sentence */
function end(sentence) {
  running?.stop();
  running = null;
  session?.forget();
  session = null;
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.close();
  }
  conversationView.show("", null, "");
  view.showSignIn(sentence);
}

/** Here, at the server, and at the issuer. */
async function leave() {
  const unsent = running?.store.outbox.size ?? 0;
  const what = unsent === 1 ? "One message is" : `${unsent} messages are`;
  if (running && (unsent === 0 || confirm(`${what} not sent yet and will be lost. Sign out?`))) {
    running.store.outbox.clear();
    history.replaceState(null, "", location.pathname);
    const { account } = running;
    await leaveIssuer(() => account.signOut(device));
  }
}

/** @param {() => Promise<unknown>} leaveServer what is to be done before */
async function leaveIssuer(leaveServer = async () => {}) {
  const idToken = session?.idToken ?? "";
  end("");
  view.busy(true);
  const [address] = await Promise.all([
    issuer.endSessionUrl({ idToken, returnTo: pageAddress }).catch(() => null),
    leaveServer().catch(() => {}), // the tokens are gone from here all the same
  ]);
  view.busy(false);
  if (address !== null) {
    location.assign(address);
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
  [groupDialog, readersDialog, peopleDialog, personDialog].forEach((dialog) => dialog.close());
  running.look(place);
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

function client() {
  if (!running) {
    throw new Error("Nobody is signed in.");
  }
  return running;
}

function loadContacts() {
  running?.contacts.load().catch(() => {}); // it is read again at the next opportunity
}

function circle() {
  const { contacts } = client();
  return {
    requests: contacts.in("incoming"),
    asked: contacts.in("outgoing"),
    known: contacts.in("accepted"),
    blocked: contacts.blocked(),
  };
}

/** @param {string} userId */
function personOf(userId) {
  const { contacts, store } = client();
  const [contact, presence] = [contacts.of(userId), store.presenceOf(userId)];
  return { userId, name: nameOf(userId), handle: handleOf(userId), contact, presence };
}

/** @param {string} userId @param {Deed} deed */
function act(userId, deed) {
  return client().contacts[deed](userId);
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
  [groupDialog, readersDialog, peopleDialog, personDialog, profileDialog].forEach((dialog) => dialog.render());
  view.showMe(myName, store.doNotDisturb);
  view.showRequests(running.contacts.in("incoming").length);
  view.showPane(place, unreadIn(rows));
}
