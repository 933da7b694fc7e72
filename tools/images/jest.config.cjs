module.exports = require('../../jest.preset.cjs')('@pizzeria/images', { services: true });
