using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(
    name = "main",
    worker = (
      compatibilityDate = "2025-09-01",
      modules = [
        (name = "worker.js", esModule = embed "worker.js"),
        (name = "simd.wasm", wasm = embed "simd.wasm"),
        (name = "numbers.bin", data = embed "numbers.bin"),
        (name = "ssd-manifest.bin", data = embed "ssd-manifest.bin"),
        (name = "ssd-weights.bin", data = embed "ssd-weights.bin"),
      ],
    ),
  )],
);
