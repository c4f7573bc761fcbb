import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Report } from './page.ts'
import { must, runInNode, type Tool } from './tool.ts'

/** Too large for the workspace's lockfile: npm installs them when they are asked for. */
const packages = [
  'parcel@2.16.4',
  'metro@0.87.1',
  '@react-native/metro-config@0.88.1',
  '@react-native/metro-babel-transformer@0.88.1',
  '@react-native/babel-preset@0.88.1',
  '@babel/core@7.29.0',
]

/** Parcel and Metro, installed in the folder by now. */
export function largeTools(folder: string): readonly Tool[] {
  const tools = resolve(folder)
  if (!existsSync(`${tools}/node_modules/metro`)) {
    mkdirSync(tools, { recursive: true })
    writeFileSync(`${tools}/package.json`, '{ "private": true }\n')
    must(tools, 'npm', 'install', '--no-audit', '--no-fund', ...packages)
  }
  return [
    { name: 'Parcel', takes: '.js', run: page => parcelIn(page, tools, {}) },
    {
      name: 'Parcel with packageExports: true',
      takes: '.small.js',
      run: page => parcelIn(page, tools, exportsOn),
    },
    { name: 'Metro, React Native for iOS', takes: '.js', run: page => metroIn(page, tools, 'ios') },
    { name: 'Metro, React Native for the web', takes: '.small.js', run: page => metroIn(page, tools, 'web') },
  ]
}

const exportsOn = { '@parcel/resolver-default': { packageExports: true } }

async function parcelIn(folder: string, tools: string, settings: object): Promise<Report> {
  // Parcel reads its settings beside a lockfile, and what the page runs on where it is started.
  writeFileSync(`${folder}/package-lock.json`, '{}\n')
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, ...settings }))
  const out = `out/parcel-${Object.keys(settings).length}`
  const program = `${tools}/node_modules/parcel/lib/bin.js`
  must(folder, process.execPath, program, 'build', 'page.mjs', '--no-cache', '--dist-dir', out)
  return runInNode(`${folder}/${out}/page.js`)
}

async function metroIn(folder: string, tools: string, platform: 'ios' | 'web'): Promise<Report> {
  const preset = `${tools}/node_modules/@react-native/babel-preset`
  writeFileSync(`${folder}/babel.config.cjs`, `module.exports = { presets: [${JSON.stringify(preset)}] }\n`)
  const out = resolve(folder, `out/metro-${platform}.js`)
  const program = resolve('scripts/bundlers/build-with-metro.mjs')
  must(folder, process.execPath, program, tools, resolve(folder), platform, out)
  return runInNode(out)
}
