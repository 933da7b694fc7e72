type Labels = Readonly<Record<string, string>>;

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly unknown[];
}

/** Whether labels have all that a selector names. An empty selector takes all; expressions are not used in this tree. */
export const selects = (selector: LabelSelector | undefined, labels: Labels): boolean => {
  if (selector?.matchExpressions) throw new Error('Select by matchLabels: expressions are not understood here.');
  return Object.entries(selector?.matchLabels ?? {}).every(([name, value]) => labels[name] === value);
};
