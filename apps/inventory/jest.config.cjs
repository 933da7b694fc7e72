module.exports = require('../../jest.preset.cjs')('@pizzeria/inventory-app', { services: true });
