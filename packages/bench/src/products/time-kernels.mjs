import { seconds } from "../roofline/measure-peak.mjs";

/** Multiply-adds of a call by its arguments, as `packages/engine/src/kernels.ts` has them; kernels that only move numbers have none. */
const multiplyAdds = {
  pointwise: (...a) => a[8] * a[9] * a[10],
  pointwiseInt16: (...a) => a[9] * a[10] * a[11],
  depthwise: (...a) => a[8] * a[9] * a[10] * a[11] * a[12],
};

/**
 * A network once as it is and once with every kernel timed, in turn; of each call and of the whole the fastest counts.
 *
 * @param {() => Promise<() => Promise<unknown>>} open - The network, as a call that runs it.
 * @param {number} runs
 */
export async function timeKernels(open, runs) {
  const order = [];
  const timed = await openWith(open, (exports) =>
    Object.fromEntries(
      Object.entries(exports).map(([name, kernel]) => [
        name,
        (...parameters) => {
          let answer;
          const time = seconds(() => {
            answer = kernel(...parameters);
          });
          order.push({ name, time, work: multiplyAdds[name]?.(...parameters) ?? 0 });
          return answer;
        },
      ]),
    ),
  );
  const plain = await open();
  let whole = Number.POSITIVE_INFINITY;
  let fastest;
  for (let run = 0; run < runs; run++) {
    order.length = 0;
    await timed();
    fastest = order.map((call, index) => ({ ...call, time: Math.min(call.time, fastest?.[index].time ?? call.time) }));
    const start = performance.now();
    await plain();
    whole = Math.min(whole, (performance.now() - start) / 1000);
  }
  const kernels = new Map();
  for (const { name, time, work } of fastest) {
    const sum = kernels.get(name) ?? { name, calls: 0, seconds: 0, work: 0 };
    kernels.set(name, { name, calls: sum.calls + 1, seconds: sum.seconds + time, work: sum.work + work });
  }
  return { seconds: whole, kernels: [...kernels.values()].sort((a, b) => b.seconds - a.seconds) };
}

/** Opens with other exports of the kernels: who opens makes an instance of them. */
async function openWith(open, change) {
  const Instance = WebAssembly.Instance;
  WebAssembly.Instance = /** @type {any} */ (
    function ChangedInstance(module, imports) {
      return { exports: change(new Instance(module, imports).exports) };
    }
  );
  try {
    return await open();
  } finally {
    WebAssembly.Instance = Instance;
  }
}
