export { startFleet, type Fleet, type FleetOptions, type Servers } from './fleet';
export { serviceCopies, services, type ServiceCopy, type ServiceName } from './services';
export { stoppingAll, type StopList } from './stop-list';
export type { SupervisedProcess } from './supervisor';
export { startSimulation, type Simulation } from './trial/simulation';
export { freePortOffset, until } from './trial/trial';
