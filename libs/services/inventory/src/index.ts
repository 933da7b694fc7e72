export { inventory } from './service';
