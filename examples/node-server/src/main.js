import { createFacePool } from "@fagr/analyzer/pool";
import { createServer } from "./create-server.js";
import { settings } from "./settings.js";

const { threads, queue, host, port, stopTimeout } = settings;
const app = createServer(await createFacePool({ threads, queue, workTimeout: 30_000 }), settings);
console.log(`Listening at ${await app.listen({ host, port })}`);

let stopping = false;
/** No new requests; those under way are answered; then the threads end. */
async function stop() {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), stopTimeout).unref();
  await app.close();
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
