/** Asks a thread one thing at a time. One that has failed answers nothing any more, and says so each time. */
export function asking<A>(worker: Worker, failure: string): (message: unknown, given: Transferable[]) => Promise<A> {
  let answered: (answer: A) => void = () => undefined;
  let refused: (why: Error) => void = () => undefined;
  let failed = false;
  worker.addEventListener('message', (event: MessageEvent<A>) => answered(event.data));
  worker.addEventListener('error', () => {
    failed = true;
    refused(new Error(failure));
  });
  return (message, given) =>
    new Promise((resolve, reject) => {
      if (failed) return reject(new Error(failure));
      [answered, refused] = [resolve, reject];
      worker.postMessage(message, given);
    });
}
