export { kitchen } from './service';
