import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Prometheus } from '../../../scripts/prometheus.ts'
import { addressOf } from './roads.ts'

/** One series of an answer to a query. */
export interface Series {
  readonly metric: Readonly<Record<string, string>>
  readonly value: readonly [number, string]
}

/** A Prometheus of our own, which scrapes the targets twice a second. */
export interface PrometheusServer {
  query(expression: string): Promise<readonly Series[]>
  stop(): Promise<void>
}

/** @param targets by job, the address to scrape */
export const startPrometheus = async (
  { server }: Prometheus,
  targets: Readonly<Record<string, string>>,
): Promise<PrometheusServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'recloser-prometheus-'))
  const jobs = Object.entries(targets).map(([job, address]) => ({
    job_name: job,
    static_configs: [{ targets: [address] }],
  }))
  const global = { scrape_interval: '500ms', scrape_timeout: '400ms' }
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify({ global, scrape_configs: jobs }))
  const address = await freeAddress()
  const child = spawn(
    server,
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=${address}`,
      '--log.level=error',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  return {
    async query(expression) {
      const response = await fetch(`http://${address}/api/v1/query`, {
        method: 'POST',
        body: new URLSearchParams({ query: expression }),
      })
      const answer = (await response.json()) as { status: string; error?: string; data: { result: Series[] } }
      if (answer.status !== 'success') throw new Error(`${expression}: ${answer.error}`)
      return answer.data.result
    },
    async stop() {
      await end(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

const freeAddress = async (): Promise<string> => {
  const server = createServer()
  const address = await addressOf(server)
  await new Promise(resolve => {
    server.close(resolve)
  })
  return address
}
