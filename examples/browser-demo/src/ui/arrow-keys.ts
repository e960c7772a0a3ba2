/** Steps that keys make in a list; the rest of the page is one press of Tab away, however long it is. */
const steps: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index) => index + 1,
  ArrowDown: (index) => index + 1,
  ArrowLeft: (index) => index - 1,
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Lets arrow keys, Home and End move the focus among the buttons of a container. Its `tabindex`es are the caller's to set. */
export function moveByArrowKeys(container: HTMLElement): void {
  container.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = [...container.querySelectorAll("button")];
    const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (index < 0) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, step(index, buttons.length)))]!.focus();
  });
}
