export { analytics } from './service';
