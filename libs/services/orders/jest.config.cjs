module.exports = require('../../../jest.preset.cjs')('@pizzeria/orders', { services: true });
