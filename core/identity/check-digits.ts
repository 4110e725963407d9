const idNumberWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The last character of an ID number by its first seventeen digits: GB 11643, ISO 7064 MOD 11-2. */
export function idNumberCheckDigit(first17: string): string {
  const sum = idNumberWeights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return '10X98765432'.charAt(sum % 11)
}

/** The last character of a unified social credit code by its first seventeen: GB 32100, weights 3^i mod 31, no I O S V Z. */
export function creditCodeCheckDigit(first17: string): string {
  let weight = 1
  let sum = 0
  for (const character of first17) {
    sum += creditCodeAlphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return creditCodeAlphabet.charAt((31 - (sum % 31)) % 31)
}
