export { afterDrainSeconds } from './rules/grace';
export { isExactImage } from './rules/problem';
