module.exports = require('../../jest.preset.cjs')('@pizzeria/generators');
