import { isFagrError } from "@fagr/core";
import multipart from "@fastify/multipart";
import Fastify from "fastify";

/** What our errors are in HTTP. Others are the server's fault, and say nothing to the outside. */
const statuses = {
  IMAGE_UNREADABLE: 422,
  INVALID_ARGUMENT: 422,
  POOL_FULL: 503,
  WORKER_CRASHED: 500,
  DISPOSED: 503,
};

/**
 * The server, not yet listening. It ends the pool when it is closed.
 *
 * @param {import("@fagr/analyzer/pool").FacePool} pool
 * @param {typeof import("./settings.js").settings} settings
 */
export function createServer(pool, { threads, queue, maximumBytes, requestTimeout }) {
  const app = Fastify({ requestTimeout, bodyLimit: maximumBytes + 10_000, logger: { level: "warn" } });
  app.register(multipart, { limits: { fileSize: maximumBytes, files: 1, fields: 0, parts: 1 } });
  let taken = 0;
  let closing = false;
  let onLastAnswer = () => {};
  app.addHook("preClose", async () => {
    closing = true;
    if (taken > 0)
      await new Promise((resolve) => {
        onLastAnswer = resolve;
      });
    // Node leaves connections open on which nothing was ever asked, and waits for them.
    app.server.closeAllConnections();
  });
  // A connection that a client keeps open would keep a server open that ends.
  app.addHook("onSend", async (_, reply) => {
    if (closing) reply.header("connection", "close");
  });
  // After the last answer.
  app.addHook("onClose", () => pool.dispose());

  app.setErrorHandler((error, request, reply) => {
    const status = isFagrError(error) ? (statuses[error.code] ?? 500) : (error.statusCode ?? 500);
    if (status >= 500) request.log.error(error);
    if (status === 503) reply.header("retry-after", "1");
    reply.code(status).send({ error: status === 500 ? "Something went wrong here." : error.message, code: error.code });
  });

  app.get("/health", (_, reply) => {
    const { load } = pool;
    reply.code(load.threads > 0 ? 200 : 503).send({ ...load, memory: process.memoryUsage.rss() });
  });

  app.post(
    "/faces",
    {
      // Before the body is read: bytes that nobody will look at are not kept. Node reads past them, for a client hears nothing before it has sent.
      onRequest: async (_, reply) => {
        if (taken >= threads + queue) {
          reply.header("retry-after", "1");
          return reply.code(503).send({ error: "Too many photos at once. Try again in a second.", code: "POOL_FULL" });
        }
        taken++;
        reply.raw.once("close", () => {
          if (--taken === 0) onLastAnswer();
        });
      },
    },
    async (request, reply) => {
      const abort = new AbortController();
      // A client that has gone gives its place to the next one.
      reply.raw.once("close", () => {
        if (!reply.raw.writableFinished) abort.abort(new Error("The client has gone."));
      });
      const upload = await request.file();
      if (!upload) return reply.code(400).send({ error: "Expected one file in a multipart form.", code: "NO_FILE" });
      const bytes = await upload.toBuffer();
      // toBuffer() misses a file that is cut after its last piece was read.
      if (upload.file.truncated) throw new app.multipartErrors.RequestFileTooLargeError();
      const limits = {
        allowedLocations: [],
        formats: ["jpeg", "png", "webp"],
        maximumPixels: 24_000_000,
        maximumBytes,
      };
      return { faces: await pool.analyze(bytes, { ...limits, signal: abort.signal }) };
    },
  );
  return app;
}
