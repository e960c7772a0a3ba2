/**
 * Counts what this thread sends to any server from now on: the bytes in the bodies of requests, and of sockets. The
 * page's policy allows no server but its own; this shows that not even that one is sent anything.
 *
 * @returns How many bytes were sent until now.
 */
export function countSentBytes(): () => number {
  let sent = 0;
  const add = (body: unknown) => {
    sent += sizeOf(body);
  };
  const { fetch } = globalThis;
  globalThis.fetch = (input, options) => {
    add(options?.body);
    return fetch(input, options);
  };
  // Workers have no beacons, and old browsers lack one or another.
  if (typeof XMLHttpRequest === "function") count(XMLHttpRequest.prototype, "send", ([body]) => add(body));
  if (typeof WebSocket === "function") count(WebSocket.prototype, "send", ([data]) => add(data));
  if ("sendBeacon" in navigator) count(Object.getPrototypeOf(navigator), "sendBeacon", ([, data]) => add(data));
  return () => sent;
}

function count(owner: object, name: string, onCall: (values: unknown[]) => void): void {
  const methods = owner as Record<string, (...values: unknown[]) => unknown>;
  const original = methods[name]!;
  methods[name] = function (this: unknown, ...values: unknown[]) {
    onCall(values);
    return original.apply(this, values);
  };
}

function sizeOf(body: unknown): number {
  if (body === undefined || body === null) return 0;
  if (body instanceof Blob) return body.size;
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return body.byteLength;
  if (body instanceof FormData) {
    let size = 0;
    for (const [, value] of body) size += sizeOf(value);
    return size;
  }
  // Streams have no length; that one was sent is all that matters.
  if (typeof ReadableStream === "function" && body instanceof ReadableStream) return 1;
  return new TextEncoder().encode(String(body)).length;
}
