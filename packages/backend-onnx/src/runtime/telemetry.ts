const setting = "ORT_DISABLE_TELEMETRY";

/**
 * onnxruntime-node from 1.30 on writes a device's id and events below the user's cache folder and sends them to Microsoft, unless
 * this variable is there before it is loaded. It is inherited by processes and workers that are started later; a value that is
 * already set is kept.
 *
 * In a worker thread Node gives a copy of the environment, which native code does not see: there the main thread has to have set it.
 */
export function turnTelemetryOff(environment: NodeJS.ProcessEnv = process.env): void {
  environment[setting] ??= "1";
}
