/** A named place where plugins may add something of type T. The owner of the point reads the offers back, never the offerers. */
export interface ExtensionPoint<T> {
  (value: T): Contribution<T>;
  readonly name: string;
}

export interface Contribution<T = unknown> {
  readonly point: string;
  readonly value: T;
}

/** Declares an extension point; `name` is `owner.nounOfTheOffer` and unique in the application. */
export function extensionPoint<T>(name: string): ExtensionPoint<T> {
  const offer = (value: T): Contribution<T> => ({ point: name, value });
  Object.defineProperty(offer, 'name', { value: name });
  return offer;
}

/** The offers for one point, in the order of the plugins' requirements. */
export const offersFor = <T>(point: ExtensionPoint<T>, contributions: readonly Contribution[]): readonly T[] =>
  contributions
    .filter((contribution) => contribution.point === point.name)
    .map((contribution) => contribution.value as T);
