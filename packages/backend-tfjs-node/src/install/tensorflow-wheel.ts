import { InstallError } from "./install-error";

/** A Python wheel of TensorFlow: a zip file with the C library and its headers in it. */
export interface TensorflowWheel {
  /** The project in a Python package index. */
  readonly project: string;
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
  /** What pip calls the platform. */
  readonly platform: string;
}

const version = "2.15.1";

/** The wheels that hold libtensorflow_cc.so.2; which Python they are for does not matter to the library. */
const wheels: Record<string, TensorflowWheel> = {
  "linux-x64": {
    project: "tensorflow-cpu",
    version,
    file: `tensorflow_cpu-${version}-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl`,
    sha256: "54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26",
    platform: "manylinux2014_x86_64",
  },
  "linux-arm64": {
    project: "tensorflow-cpu-aws",
    version,
    file: `tensorflow_cpu_aws-${version}-cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64.whl`,
    sha256: "d4c3a3a9363bf42999adedbbd514e3a133be2d62f61fee9cfa46aaefb087c09e",
    platform: "manylinux2014_aarch64",
  },
};

/** Where Node runs, as far as a wheel depends on it. */
export interface Platform {
  readonly name: string;
  /** The version of the C library; undefined where it is another than glibc. */
  readonly glibc: string | undefined;
}

export function currentPlatform(): Platform {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return { name: `${process.platform}-${process.arch}`, glibc: header.glibcVersionRuntime };
}

/**
 * The wheel for a platform.
 *
 * @throws InstallError if there is none.
 */
export function wheelFor({ name, glibc }: Platform): TensorflowWheel {
  const wheel = wheels[name];
  if (!wheel)
    throw new InstallError(
      `There is no wheel with TensorFlow's C library for ${name}, only for ${Object.keys(wheels).join(" and ")}. Try tfjs-node's own installer: npm rebuild @tensorflow/tfjs-node.`,
    );
  if (glibc === undefined)
    throw new InstallError(
      "TensorFlow's wheels need the GNU C library, which this system (Alpine?) does not have. Take an image that is based on Debian, such as node:22-slim.",
    );
  return wheel;
}
