export { BusMisconfigured } from './broker-error';
export { checkAccess } from './check-access';
export { TopologyDrifted, type Drift, type TopologyReport } from './declare';
export { declareTopology, type DeclareTopologyOptions } from './declare-topology';
export {
  brokerDefinitions,
  passwordHash,
  rightsDefinitions,
  type BrokerDefinitions,
  type BrokerUser,
  type DefinitionsOptions,
  type RightsDefinitions,
} from './definitions';
export { newCounters, type BusCounters, type BusLog, type RabbitMqBus, type RabbitMqBusOptions } from './options';
export { rabbitMqBus } from './rabbitmq-bus';
export { rightsOf, type Permissions, type ServiceVoice, type TopicPermissions, type UserRights } from './rights';
