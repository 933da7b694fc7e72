module.exports = require('../../jest.preset.cjs')('@pizzeria/telemetry-catalogue');
