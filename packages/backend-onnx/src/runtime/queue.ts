/** Runs tasks one after the other; a failure does not stop later ones. */
export type Queue = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A queue of its own. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const answer = last.then(work);
    last = answer.catch(() => {});
    return answer;
  };
}
