import { anyOrderTests } from './testing/lives/any-order-tests';

anyOrderTests(1);
