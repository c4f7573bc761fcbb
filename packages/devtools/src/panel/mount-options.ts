/** Where the panel goes and how it looks. Every field is optional. */
export interface MountOptions {
  /** The element that the panel fills. @default a dock at the foot of the page, with a button that opens it */
  readonly target?: Element | undefined
  /** @default what the page or the system prefers */
  readonly theme?: 'light' | 'dark' | undefined
  /** Whether the dock begins open. @default false */
  readonly isOpen?: boolean | undefined
}
