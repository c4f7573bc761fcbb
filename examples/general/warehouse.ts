/** Stands for anything asynchronous that can fail: a database, a queue, a device, a library. */
export class Warehouse {
  isDown = false
  /** How often it was asked. */
  calls = 0

  async stockOf(article: string): Promise<number> {
    this.calls += 1
    if (this.isDown) throw new Error('the warehouse does not answer')
    return article.length
  }
}
