import { App, Modal, Steps } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { sentenceOf } from '../api/problem.ts'
import { post } from '../api/request.ts'
import type { Screen } from '../fields/screen.ts'
import { isOver, type Job, useJob, useJobStarted } from '../jobs/job.ts'
import { CheckStep } from './check-step.tsx'
import { DoneStep } from './done-step.tsx'
import { FileStep } from './file-step.tsx'
import type { ImportResult, Matching } from './import-result.ts'
import { JobProgress } from './job-progress.tsx'
import { keepMatching, readMatching } from './kept-matching.ts'
import './imports.css'

type ImportWizardProps = { screen: Screen; onClose: () => void; onImported?: () => void }

/** From a file to records: choose it, see what would happen, match headers that differ, import. It may be left at any time. */
export function ImportWizard({ screen, onClose, onImported }: ImportWizardProps) {
  const { message } = App.useApp()
  const jobStarted = useJobStarted()
  const [jobId, setJobId] = useState<string>()
  const [starting, setStarting] = useState(false)
  const [matching, setMatching] = useState<Matching>(() => readMatching(screen.key))
  const job = useJob<ImportResult>(jobId)
  const over = job !== undefined && isOver(job)
  const written = job?.state === 'done' && job.result?.dryRun === false

  const writtenBy = written ? jobId : undefined
  const tellImported = useRef(onImported)
  tellImported.current = onImported
  useEffect(() => {
    if (writtenBy) tellImported.current?.()
  }, [writtenBy])

  async function start(how: { file?: File; from?: string; dryRun: boolean; matching: Matching }) {
    const query = {
      from: how.from,
      dryRun: how.dryRun || undefined,
      columns: Object.keys(how.matching).length > 0 ? JSON.stringify(how.matching) : undefined,
    }
    const body = how.file && formOf(how.file)
    setStarting(true)
    try {
      setJobId((await post<Job>(`${screen.path}/import`, body, { query })).id)
      jobStarted()
    } catch (error) {
      message.error(sentenceOf(error))
    } finally {
      setStarting(false)
    }
  }

  function match(next: Matching) {
    setMatching(next)
    keepMatching(screen.key, next)
    void start({ from: jobId, dryRun: true, matching: next })
  }

  function close() {
    if (jobId && !over) message.info('导入在后台继续，进度见右上角“我的任务”')
    onClose()
  }

  const step = !jobId ? 0 : written || (job && isImporting(job)) ? 2 : 1
  return (
    <Modal open title={`导入${screen.title}`} width={840} footer={null} onCancel={close} maskClosable={false} destroyOnHidden>
      <Steps className="import-steps" size="small" current={step} items={[{ title: '选择文件' }, { title: '检查' }, { title: '导入' }]} />
      {!jobId ? (
        <FileStep screen={screen} busy={starting} onFile={file => start({ file, dryRun: true, matching })} />
      ) : !job || !over ? (
        <JobProgress job={job} />
      ) : job.state !== 'done' ? (
        <DoneStep screen={screen} job={job} onAgain={() => setJobId(undefined)} onClose={onClose} />
      ) : job.result!.dryRun ? (
        <CheckStep
          screen={screen}
          result={job.result!}
          matching={matching}
          busy={starting}
          onMatch={match}
          onAgain={() => setJobId(undefined)}
          onImport={() => start({ from: jobId, dryRun: false, matching })}
        />
      ) : (
        <DoneStep screen={screen} job={job} onAgain={() => setJobId(undefined)} onClose={onClose} />
      )}
    </Modal>
  )
}

const isImporting = (job: Job<ImportResult>) => job.result?.dryRun === false

function formOf(file: File): FormData {
  const form = new FormData()
  form.append('file', file)
  return form
}
