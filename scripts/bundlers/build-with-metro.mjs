// Builds the page as an app of React Native does, in a process of its own; plain JavaScript, since Metro is installed elsewhere.
import { createRequire } from 'node:module'

const [tools, folder, platform, out] = process.argv.slice(2)
const require = createRequire(`${tools}/package.json`)
const { getDefaultConfig, mergeConfig } = require('@react-native/metro-config')
const { runBuild } = require('metro')

const config = mergeConfig(getDefaultConfig(folder), {
  watchFolders: [folder, tools],
  maxWorkers: 1,
  cacheStores: [],
  reporter: { update() {} },
  resolver: { nodeModulesPaths: [`${tools}/node_modules`], useWatchman: false },
  transformer: { babelTransformerPath: require.resolve('@react-native/metro-babel-transformer') },
  // An app starts with React Native itself, which the page does not use.
  serializer: { getModulesRunBeforeMainModule: () => [], getPolyfills: () => [] },
})
await runBuild(config, { entry: `${folder}/page.mjs`, platform, dev: false, minify: false, out })
