/**
 * Runs the networks on native TensorFlow, through tfjs-node.
 *
 * The network is the one of backend-tfjs; this package adds finding TensorFlow's library and an installer for it.
 *
 * @module @fagr/backend-tfjs-node
 */

export { tfjsNodeBackend } from "./tfjs-node-backend";
