/** Quota days are UTC days. */
export const today = () => new Date().toISOString().slice(0, 10);

export const momentOf = (at: string | number) =>
  new Date(at).toLocaleString(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });
