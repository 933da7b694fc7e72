import { describeInBothModes } from './testing/modes';
import { malformedTests } from './testing/malformed/malformed-tests';

describeInBothModes('10 000 malformed messages, at every queue', (mode) => malformedTests(mode, 10_000, 900_000));
