export {
  type MisbehavingServer,
  type MisbehavingServerOptions,
  misbehavingServer,
} from './misbehaving-server.ts'
