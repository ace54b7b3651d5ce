export { EXIT, PlatformError } from './errors.js';
