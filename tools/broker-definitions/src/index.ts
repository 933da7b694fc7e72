export { newPassword } from './secrets';
export { adminName, scalerName, services, shopDefinitions, userNames, type Secrets, type ShopPlace } from './shop';
