module.exports = require('../../jest.preset.cjs')('@pizzeria/cluster');
