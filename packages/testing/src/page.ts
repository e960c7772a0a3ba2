/**
 * What a test page imports to run the suite for backends in a browser.
 *
 * @module @fagr/testing/page
 */

export { offerBackend } from "./backend-suite/offer-backend";
