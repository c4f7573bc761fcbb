import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import * as esbuild from 'esbuild'
import { chromium } from 'playwright'
import { rollup } from 'rollup'
import * as vite from 'vite'
import webpack from 'webpack'
import { chromiumArguments, findChromium } from '../chromium.ts'
import type { Report } from './page.ts'
import { runInNode, type Tool } from './tool.ts'

/** The bundlers that come with the workspace, and Node without any. */
export const smallTools: readonly Tool[] = [
  { name: 'Node, import', takes: '.js', run: async folder => runInNode(`${folder}/page.mjs`) },
  { name: 'Node, require', takes: '.cjs', run: async folder => runInNode(`${folder}/page.cjs`) },
  { name: 'Vite dev', takes: '.js', run: viteDev },
  { name: 'Vite build', takes: '.small.js', run: viteBuild },
  { name: 'webpack, development', takes: '.js', run: folder => webpackIn(folder, 'development', 'web') },
  { name: 'webpack, production', takes: '.small.js', run: folder => webpackIn(folder, 'production', 'web') },
  { name: 'webpack for Node', takes: '.js', run: folder => webpackIn(folder, 'production', 'node') },
  { name: 'esbuild for browsers', takes: '.small.js', run: folder => esbuildIn(folder, 'browser', 'mjs') },
  {
    name: 'esbuild for browsers, --conditions=development',
    takes: '.js',
    run: folder => esbuildIn(folder, 'browser', 'mjs', ['development']),
  },
  {
    name: 'esbuild for browsers, require',
    takes: '.small.cjs',
    run: folder => esbuildIn(folder, 'browser', 'cjs'),
  },
  { name: 'esbuild for Node', takes: '.js', run: folder => esbuildIn(folder, 'node', 'mjs') },
  { name: 'Rollup with browser: true', takes: '.small.js', run: folder => rollupIn(folder, true) },
  { name: 'Rollup', takes: '.js', run: folder => rollupIn(folder, false) },
]

/** In Chromium: what the server sends is for a browser alone. */
async function viteDev(folder: string): Promise<Report> {
  writeFileSync(`${folder}/index.html`, '<script type="module" src="/page.mjs"></script>')
  const server = await vite.createServer({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    cacheDir: resolve(folder, 'out/vite-dev'),
    server: { host: '127.0.0.1', port: 0 },
  })
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('it takes Chromium to run the page')
  const browser = await chromium.launch({ executablePath, args: chromiumArguments })
  try {
    await server.listen()
    const page = await browser.newPage()
    await page.goto(server.resolvedUrls?.local[0] ?? '')
    const report = await page.waitForFunction(() => (globalThis as { report?: Report }).report)
    return (await report.jsonValue()) as Report
  } finally {
    await browser.close()
    await server.close()
  }
}

async function viteBuild(folder: string): Promise<Report> {
  await vite.build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      outDir: 'out/vite',
      modulePreload: false,
      rolldownOptions: { input: resolve(folder, 'page.mjs'), output: { entryFileNames: 'page.mjs' } },
    },
  })
  return runInNode(`${folder}/out/vite/page.mjs`)
}

function webpackIn(
  folder: string,
  mode: 'development' | 'production',
  target: 'web' | 'node',
): Promise<Report> {
  const path = resolve(folder, `out/webpack-${target}-${mode}`)
  const options: webpack.Configuration = {
    mode,
    target,
    context: resolve(folder),
    entry: './page.mjs',
    output: { path, filename: 'page.cjs' },
  }
  return new Promise((done, fail) => {
    webpack(options, (error, stats) => {
      if (error !== null || stats?.hasErrors()) fail(error ?? new Error(stats?.toString('errors-only')))
      else done(runInNode(`${path}/page.cjs`))
    })
  })
}

async function esbuildIn(
  folder: string,
  platform: 'browser' | 'node',
  extension: 'mjs' | 'cjs',
  conditions?: string[],
): Promise<Report> {
  const outfile = `${folder}/out/esbuild-${platform}-${conditions?.join('-') ?? 'plain'}.${extension}`
  await esbuild.build({
    entryPoints: [`${folder}/page.${extension}`],
    outfile,
    bundle: true,
    minify: true,
    platform,
    format: extension === 'mjs' ? 'esm' : 'iife',
    ...(conditions === undefined ? {} : { conditions }),
  })
  return runInNode(outfile)
}

async function rollupIn(folder: string, browser: boolean): Promise<Report> {
  mkdirSync(`${folder}/out`, { recursive: true })
  const built = await rollup({ input: `${folder}/page.mjs`, plugins: [nodeResolve({ browser })] })
  const file = `${folder}/out/rollup-${browser ? 'browser' : 'plain'}.mjs`
  await built.write({ file, format: 'es' })
  await built.close()
  return runInNode(file)
}
