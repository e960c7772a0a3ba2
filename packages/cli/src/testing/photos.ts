import { fileURLToPath } from "node:url";

/** Eileen Collins, astronaut; 512x512, one face. NASA, public domain. */
export const astronaut = fileURLToPath(new URL("../../../testing/photos/astronaut.png", import.meta.url));
