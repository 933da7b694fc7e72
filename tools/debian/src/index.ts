export { cachePath, makeWhole } from './cache';
export { runWithOwnLibraries, writeScript } from './own-libraries';
export { debianProgram, debianProgramNames, fetchDebianPrograms, type DebianProgram } from './programs';
export { debianMirror, unpackFromDebian, type PackagesWanted } from './unpack';
