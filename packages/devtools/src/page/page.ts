import { defineDevtools } from '../panel/define.ts'
import type { RecloserDevtools } from '../panel/recloser-devtools.ts'
import { remoteSource } from '../source/remote-source.ts'

/** The script of the dashboard's page: the element, fed by the server that the page came from. */
defineDevtools()
const panel = document.querySelector<RecloserDevtools>('recloser-devtools')
if (panel !== null) panel.source = remoteSource(document.baseURI)
