import type { Examination } from './check-data.ts'

/** The examination as lines to be read: every rule once, with what breaks it. */
export function reportOf({ checks, findings, leftOver, leftOverTotal }: Examination): string[] {
  const lines = checks.flatMap(check => (findings.some(finding => finding.check === check) ? [] : [`ok    ${check}`]))
  for (const { check, tenant, total, offenders } of findings) {
    lines.push(`WRONG ${check}: ${total} in tenant ${tenant}`)
    for (const { id, detail } of offenders) lines.push(`        ${id}: ${detail}`)
    if (total > offenders.length) lines.push(`        and ${total - offenders.length} more`)
  }
  if (leftOverTotal > 0) {
    lines.push(`${leftOverTotal} files in the store that nothing names; they do no harm:`)
    for (const { key, hours } of leftOver) lines.push(`        ${key}: ${hours} hours old`)
    if (leftOverTotal > leftOver.length) lines.push(`        and ${leftOverTotal - leftOver.length} more`)
  }
  return lines
}
