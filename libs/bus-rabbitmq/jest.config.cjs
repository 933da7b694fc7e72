module.exports = require('../../jest.preset.cjs')('@pizzeria/bus-rabbitmq', { services: true });
