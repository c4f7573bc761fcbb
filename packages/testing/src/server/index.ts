export {
  type MisbehavingServer,
  type MisbehavingServerOptions,
  misbehavingServer,
} from './misbehaving-server.ts'
export { type ServerPlace, serverPlace } from './server-place.ts'
