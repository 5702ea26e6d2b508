/** How long an answer is waited for. Nothing on the page spins for ever. */
export const patience = 10_000;

/** The answer, or an error once it is late. */
export function inTime<T>(answer: Promise<T>, limit = patience): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer within ${limit} ms.`)), limit);
    void answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
