module.exports = require('../../jest.preset.cjs')('@pizzeria/broker-definitions', { services: true });
