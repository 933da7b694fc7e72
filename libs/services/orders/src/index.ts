export { orders } from './service';
