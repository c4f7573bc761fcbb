import { createServer, type Server } from 'node:http'
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus'
import { MeterProvider } from '@opentelemetry/sdk-metrics'
import { observeBreakers, type ReadingOptions } from '@recloser/otel'
import { type RegisterBreakerMetricsOptions, registerBreakerMetrics } from '@recloser/otel/prom-client'
import { Registry } from 'prom-client'
import type { Scene } from './outage.ts'

/** A way by which the metrics of a scene reach Prometheus. */
export interface Road {
  scrape(): Promise<string>
  readonly server: Server
  stop(): Promise<void>
}

/** By OpenTelemetry's SDK and its exporter. */
export const otelRoad = ({ manager, clock }: Scene, options: ReadingOptions = {}): Road => {
  const exporter = new PrometheusExporter({ preventServerStart: true })
  const provider = new MeterProvider({ readers: [exporter] })
  const stop = observeBreakers(manager, { meter: provider.getMeter('test'), now: clock.now, ...options })
  const server = createServer((request, response) => exporter.getMetricsRequestHandler(request, response))
  return {
    server,
    scrape: () => scrapeOf(server),
    async stop() {
      stop()
      server.closeAllConnections()
      server.close()
      await provider.shutdown()
    },
  }
}

/** By prom-client. */
export const promRoad = ({ manager, clock }: Scene, options: RegisterBreakerMetricsOptions = {}): Road => {
  const register = new Registry()
  const stop = registerBreakerMetrics(register, manager, { now: clock.now, ...options })
  const server = createServer((_request, response) => {
    void register.metrics().then(text => response.setHeader('content-type', register.contentType).end(text))
  })
  return {
    server,
    scrape: () => register.metrics(),
    async stop() {
      stop()
      server.closeAllConnections()
      server.close()
    },
  }
}

export const addressOf = async (server: Server): Promise<string> => {
  if (!server.listening) await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `127.0.0.1:${address.port}`
}

const scrapeOf = async (server: Server): Promise<string> => {
  const response = await fetch(`http://${await addressOf(server)}/metrics`)
  return response.text()
}
