import type { PanelAction } from '../source/panel-source.ts'

/** What somebody may do: nothing, look, or look and control. */
export type Access = 'none' | 'read' | 'control'

/** How a dashboard is set up. Every field is optional. */
export interface DashboardOptions {
  /**
   * Says what the sender of a request may do. Called for every request. What it throws, and any other answer, means
   * `'none'`. @default everybody may read, nobody may control
   */
  readonly authorize?: ((request: Request) => Access | Promise<Access>) | undefined
  /**
   * The hosts under which it may be reached, such as `admin.example.com` or `localhost:3000`. Others are refused, so that a
   * foreign name that is made to lead here gets nothing. @default any
   */
  readonly hosts?: readonly string[] | undefined
  /** Called before an action is done, for your log. @default none */
  readonly onAction?:
    | ((action: { name: string; action: PanelAction; request: Request }) => unknown)
    | undefined
  /** How many pages may watch at once; further ones are asked to come back later. A whole number >= 1. @default 256 */
  readonly maxWatchers?: number | undefined
}
