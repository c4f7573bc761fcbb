export const warmedUp = true
