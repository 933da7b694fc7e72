module.exports = require('../../jest.preset.cjs')('@pizzeria/topology', { services: true });
