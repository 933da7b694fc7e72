export { type Deliveries } from './deliveries';
export { type Call, type CallAnswer, type CallOptions, httpClient } from './http-client';
export { nothingMeasured } from './nothing-measured';
export { type ForeignStamp, startTestService, type TestService, type TestServiceOptions } from './start-test-service';
export { type TestClock, testClock } from './test-clock';
