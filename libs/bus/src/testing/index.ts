export * from './conformance';
export { depotTopology, depotVoice } from './conformance/stage';
export * from './harness';
export * from './manual-clock';
export * from './memory-journal';
export * from './memory-suspects';
export * from './parcels';
export * from './suspects-contract';
export * from './shuffle';
