/**
 * Runs the networks on sketch.
 *
 * @module @fagr/backend-sketch
 */

export { sketchBackend } from "./sketch-backend";
