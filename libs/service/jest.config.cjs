module.exports = require('../../jest.preset.cjs')('@pizzeria/service', { services: true });
