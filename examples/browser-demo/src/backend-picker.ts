import type { BackendRow, MeasuredBackend } from "./answers";
import type { RecognizerClient } from "./recognizer-client";
import { create, element } from "./ui/element";
import { timeWords } from "./ui/words";

const engine = element<HTMLDetailsElement>("engine");
const fieldset = element<HTMLFieldSetElement>("backends");
const note = element("engine-status");

/** Who has to know what was picked. */
export interface PickerListener {
  /** Answers come from another backend from now on. */
  backendChanged(name: string): void;
  /** Another detector finds the faces from now on. */
  detectorChanged(): void;
}

/** Lists the backends when it is opened, and changes to the one that is picked. */
export class BackendPicker {
  readonly #recognizer: RecognizerClient;
  readonly #listener: PickerListener;
  readonly #times = new Map<string, number>();
  #rows: readonly BackendRow[] | null = null;
  #current = "";

  constructor(recognizer: RecognizerClient, listener: PickerListener) {
    this.#recognizer = recognizer;
    this.#listener = listener;
    engine.addEventListener("toggle", () => {
      if (engine.open && !this.#rows) this.#list();
    });
    const yunet = element<HTMLInputElement>("yunet");
    yunet.addEventListener("change", () => {
      const [file] = yunet.files ?? [];
      yunet.value = "";
      if (file) this.#useYunet(file);
    });
  }

  /** Shows the backend that answers, with its measured time. */
  show({ name, milliseconds }: MeasuredBackend): void {
    this.#current = name;
    this.#times.set(name, milliseconds);
    element("engine-name").textContent = `${name}, ${timeWords(milliseconds)} a face`;
    this.#render();
  }

  async #list(): Promise<void> {
    note.textContent = "Looking what runs here. This starts each of them once…";
    try {
      this.#rows = await this.#recognizer.listBackends();
      note.textContent = "";
      this.#render();
    } catch (error) {
      note.textContent = (error as Error).message;
    }
  }

  async #pick(name: string): Promise<void> {
    fieldset.disabled = true;
    note.textContent = `Loading ${name}…`;
    try {
      const measured = await this.#recognizer.useBackend(name);
      note.textContent = `Runs on ${measured.name} now: ${timeWords(measured.milliseconds)} a face.`;
      this.show(measured);
      this.#listener.backendChanged(name);
    } catch (error) {
      note.textContent = `${name} does not work here: ${(error as Error).message}`;
      this.#render();
    } finally {
      fieldset.disabled = false;
      fieldset.querySelector<HTMLInputElement>("input:checked")?.focus();
    }
  }

  async #useYunet(file: File): Promise<void> {
    note.textContent = `Loading ${file.name}…`;
    try {
      await this.#recognizer.useYunet(file);
      note.textContent = "Faces are found by YuNet now.";
      this.#listener.detectorChanged();
    } catch (error) {
      note.textContent = `${file.name} is not YuNet: ${(error as Error).message}`;
    }
  }

  #render(): void {
    if (!this.#rows) return;
    const legend = fieldset.querySelector("legend")!;
    fieldset.replaceChildren(legend, ...this.#rows.map((row) => this.#createRow(row)));
  }

  #createRow({ name, available, reason }: BackendRow): HTMLElement {
    const radio = create("input", {
      type: "radio",
      name: "backend",
      value: name,
      disabled: !available,
      checked: name === this.#current,
    });
    radio.addEventListener("change", () => this.#pick(name));
    const time = this.#times.get(name);
    return create(
      "label",
      { className: "backend" },
      radio,
      create("span", { className: "backend-name" }, name),
      create(
        "span",
        { className: "backend-time" },
        time === undefined ? (available ? "not measured yet" : "not here") : timeWords(time),
      ),
      create("span", { className: "backend-reason" }, reason),
    );
  }
}
