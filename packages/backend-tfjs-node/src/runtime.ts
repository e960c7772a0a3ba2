/**
 * tfjs-node itself, for programs that do more with it than predict.
 *
 * @module @fagr/backend-tfjs-node/runtime
 */

export { loadTfjsNode, type TfjsNode } from "./load-tfjs-node";
