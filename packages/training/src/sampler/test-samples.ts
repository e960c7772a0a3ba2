import type { SampleLabels } from "./create-sampler";

export const domains = ["asian", "americanEuropean"] as const;
/** 3 samples of every age of both domains, and 10 without an age. */
export const samples: SampleLabels[] = [
  ...domains.flatMap((domain) =>
    Array.from({ length: 48 * 3 }, (_, index) => ({ age: 18 + (index % 48), gender: (index % 2) as 0 | 1, domain })),
  ),
  ...Array.from({ length: 10 }, () => ({ age: null, gender: 1 as const, domain: "americanEuropean" })),
];
