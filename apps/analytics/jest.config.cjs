module.exports = require('../../jest.preset.cjs')('@pizzeria/analytics-app', { services: true });
