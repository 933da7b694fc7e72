module.exports = require('../../jest.preset.cjs')('@pizzeria/orders-app', { services: true });
