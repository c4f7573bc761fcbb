import { CircuitBreakerManager } from '@recloser/core'
import { BreakerProvider, useBreaker } from '@recloser/react'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'

it('shows', async () => {
  const manager = new CircuitBreakerManager()
  function Show() {
    return <p>{useBreaker('api')?.state ?? 'unknown'}</p>
  }
  const screen = await render(
    <BreakerProvider manager={manager}>
      <Show />
    </BreakerProvider>,
  )
  await expect.element(screen.getByText('unknown')).toBeVisible()
  manager.create('api')
  await expect.element(screen.getByText('closed')).toBeVisible()
  manager.get('api')?.forceOpen()
  await expect.element(screen.getByText('open')).toBeVisible()
})
