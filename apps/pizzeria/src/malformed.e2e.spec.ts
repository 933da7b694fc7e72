import { describeInBothModes } from './testing/modes';
import { malformedTests } from './testing/malformed/malformed-tests';

describeInBothModes('160 malformed messages, at every queue', (mode) => malformedTests(mode, 160, 300_000));
