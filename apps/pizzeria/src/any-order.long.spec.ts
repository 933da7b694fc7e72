import { anyOrderTests } from './testing/lives/any-order-tests';

anyOrderTests(2, 3, 4, 5);
