export type { PanelBreaker, PanelManager } from '../source/manager.ts'
export type { PanelAction } from '../source/panel-source.ts'
export { type Access, createDashboard, type Dashboard, type DashboardOptions } from './create-dashboard.ts'
export { type NodeRequest, type NodeResponse, toNodeListener } from './node-listener.ts'
