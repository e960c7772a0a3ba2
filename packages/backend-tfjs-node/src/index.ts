/**
 * Runs the networks on native TensorFlow, by tfjs-node.
 *
 * @module @fagr/backend-tfjs-node
 */

export { tfjsNodeBackend } from "./tfjs-node-backend";
