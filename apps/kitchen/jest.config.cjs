module.exports = require('../../jest.preset.cjs')('@pizzeria/kitchen-app', { services: true });
