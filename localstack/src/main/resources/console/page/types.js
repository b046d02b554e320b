// The shapes of what the API answers. Durations are milliseconds.

/**
 * @typedef {{ name: string, memoryMegabytes: number, timeoutSeconds: number, invokedBy: "gateway" | "stream" | "queue",
 *   reads: string[], writes: string[], posts: boolean, pushes: boolean, sendsTo: string[] }} FunctionPlan
 * @typedef {{ name: string, key: string[], streamReaders: string[] }} TablePlan
 * @typedef {{ name: string, maxReceives: number, readers: string[] }} QueuePlan
 * @typedef {{ page: string, functions: FunctionPlan[], tables: TablePlan[], queues: QueuePlan[] }} Architecture
 *
 * @typedef {{ name: string, memoryMegabytes: number, timeoutSeconds: number, idleEnvironments: number,
 *   invocations: number, errors: number, throttles: number, coldStarts: number, p50Millis: number, p95Millis: number,
 *   maxMillis: number }} FunctionFigures
 * @typedef {{ name: string, items: number }} TableFigures
 * @typedef {{ name: string, redrives: boolean, visible: number, inFlight: number, delayed: number, deadLetters: number }} QueueFigures
 * @typedef {"invoke" | "stream" | "receive" | "read" | "write" | "post" | "push" | "send"} FlowKind
 * @typedef {{ kind: FlowKind, from: string, to: string, count: number }} Flow
 * @typedef {{ kind: string, connectionId?: string, route?: string, status?: number, characters?: number,
 *   table?: string, keys?: string[], queue?: string, messageIds?: string[] }} Cause
 * @typedef {Cause & { number: number, at: string, function: string, user?: string, millis?: number, error?: string,
 *   invocations: number, writes: number, posts: number, firstPostMillis?: number }} JourneySummary
 * @typedef {{ share: number, times?: number, delayMillis: number, only: string[] }} Dose
 * @typedef {{ name: string, sentence: string, places: string[], takesTime: boolean, strikes: number, on?: Dose }} Fault
 * @typedef {{ now: string, functions: FunctionFigures[], tables: TableFigures[], queues: QueueFigures[], flows: Flow[],
 *   connections: number, journeys: JourneySummary[], faults: Fault[], notifications: number }} Overview
 *
 * @typedef {{ kind: "read" | "write" | "post" | "push" | "send", startMillis: number, millis: number, outcome: string,
 *   operation?: string, table?: string, keys?: string[], connectionId?: string, bytes?: number, queue?: string,
 *   messageIds?: string[], target?: string }} Effect
 * @typedef {{ number: number, requestId: string, function: string, cause: Cause, startMillis: number, millis?: number,
 *   coldStart: boolean, error?: string, effects: Effect[] }} Invocation
 * @typedef {{ number: number, at: string, invocations: Invocation[] }} Journey
 *
 * @typedef {{ id: string, user: string, connectedAt: string, lastActiveAt: string, sourceIp: string, userAgent: string,
 *   framesIn: number, framesOut: number }} Connection
 * @typedef {{ messageId: string, sentAt: string, receiveCount: number, body: string }} DeadLetter
 * @typedef {{ at: string, messageId: string, endpointArn: string, platform: string, token: string, owner?: string,
 *   caller: string, payload: string, attributes: Record<string, string>, delivered: boolean }} Notification
 */

export {};
