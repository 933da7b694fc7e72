module.exports = require('../../jest.preset.cjs')('@pizzeria/pizzeria-app', { services: true });
