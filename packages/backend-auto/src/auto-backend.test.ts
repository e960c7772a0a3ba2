import { type AgeGenderBackend, InvalidArgumentError, loadAgeGenderModel } from "@fagr/core";
import { createArchitecture } from "@fagr/core/network";
import { randomImage, randomWeights } from "@fagr/testing";
import { describe, expect, it, jest } from "@jest/globals";
import { autoBackend, type BackendChoice, backendNames, chooseBackend, createBackend, listBackends } from "./index";

const architecture = createArchitecture("age-gender-62", { name: "small", widthMultiplier: 0.125 });
const weights = randomWeights(architecture, 1);

/** A backend that cannot run here. */
const broken: AgeGenderBackend = {
  name: "broken",
  isAvailable: async () => ({ available: false, reason: "It is broken." }),
  createNetwork: () => Promise.reject(new Error("It is broken.")),
};

describe("listBackends", () => {
  it("tells of every backend in Node, in the order of the names, by name, availability and reason alone", async () => {
    const reports = await listBackends();
    expect(reports.map(({ name }) => name)).toEqual(backendNames);
    for (const report of reports) {
      expect(Object.keys(report)).toEqual(["name", "available", "reason"]);
      expect(report.reason).toMatch(/\w/);
      expect(report.reason).not.toContain("\n");
    }
    expect(reports.find(({ name }) => name === "wasm")).toMatchObject({ available: true });
    expect(JSON.parse(JSON.stringify(reports))).toEqual(reports);
  });

  it("reports a backend that throws instead of answering as not available", async () => {
    const throwing = { ...broken, isAvailable: () => Promise.reject(new Error("no device")) };
    expect(await listBackends({ candidates: [throwing] })).toEqual([
      { name: "broken", available: false, reason: "no device" },
    ]);
  });
});

describe("createBackend", () => {
  it.each([...backendNames])("%s makes the backend of that name", async (name) => {
    expect((await createBackend(name)).name).toBe(name);
  });

  it("names those that there are to whoever asks for another", async () => {
    const creating = createBackend("cuda" as never);
    await expect(creating).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(creating).rejects.toThrow(/"wasm".*received "cuda"/);
  });
});

describe("chooseBackend", () => {
  it("takes the first that is available, and tells why the ones before it are passed over", async () => {
    const { backend, reason, passedOver } = await chooseBackend({ candidates: [broken, "wasm", "tfjs-cpu"] });
    expect(backend.name).toBe("wasm");
    expect(reason).toMatch(/WebAssembly/);
    expect(passedOver).toEqual([{ name: "broken", available: false, reason: "It is broken." }]);
  });

  it("refuses an unknown name although one before it is available", async () => {
    await expect(chooseBackend({ candidates: ["wasm", "cuda" as never] })).rejects.toThrow(/received "cuda"/);
  });

  it("says every reason where none is available", async () => {
    await expect(chooseBackend({ candidates: [broken, { ...broken, name: "other" }] })).rejects.toThrow(
      /none of 2:\n- broken: It is broken\.\n- other: It is broken\./,
    );
  });
});

describe("autoBackend", () => {
  it("runs what it chooses, and the model names it", async () => {
    const onChoice = jest.fn<(choice: BackendChoice) => void>();
    const backend = autoBackend({ candidates: [broken, "wasm"], onChoice });
    expect(onChoice).not.toHaveBeenCalled();
    const model = await loadAgeGenderModel({ backend, weights });
    const plain = await loadAgeGenderModel({ backend: await createBackend("wasm"), weights });
    const faces = [{ image: randomImage(70, 70, 2) }];
    expect(await model.predict(faces)).toEqual(await plain.predict(faces));
    expect(model.backend).toBe("wasm");
    expect(onChoice.mock.calls[0]![0].passedOver.map(({ name }) => name)).toEqual(["broken"]);
    await Promise.all([model.dispose(), plain.dispose()]);
  });

  it("chooses once", async () => {
    const isAvailable = jest.fn(broken.isAvailable);
    const onChoice = jest.fn();
    const backend = autoBackend({ candidates: [{ ...broken, isAvailable }, "wasm"], onChoice });
    expect(await backend.isAvailable()).toEqual({ available: true, reason: expect.stringMatching(/^wasm: /) });
    await (await backend.createNetwork(weights)).dispose();
    await (await backend.createNetwork(weights)).dispose();
    expect([isAvailable.mock.calls.length, onChoice.mock.calls.length]).toEqual([1, 1]);
  });

  it("is not available where nothing is, and looks again the next time", async () => {
    let fixed = false;
    const mending = {
      ...broken,
      isAvailable: async () => ({ available: fixed, reason: fixed ? "Mended." : "It is broken." }),
    };
    const backend = autoBackend({ candidates: [mending] });
    expect(await backend.isAvailable()).toMatchObject({ available: false, reason: expect.stringContaining("broken") });
    fixed = true;
    expect(await backend.isAvailable()).toEqual({ available: true, reason: "broken: Mended." });
  });
});
