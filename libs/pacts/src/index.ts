export { consumerPacts, type ConsumerOptions } from './consumer';
export { needs, type Need } from './need';
export { notYetRaised, publisherPacts, type Story } from './publisher';
