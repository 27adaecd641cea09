import { useState } from 'preact/hooks';
import type { ImportReport } from '../api-types.ts';
import { Section } from '../components/section.tsx';
import * as say from '../messages.ts';
import { ImportForm } from './import-form.tsx';
import { Report } from './import-report.tsx';

/** A file of tokens goes in, and a report of its lines comes out. */
export function ImportTokens() {
  const [report, setReport] = useState<ImportReport>();
  return (
    <Section title={report ? say.importReport : say.importFile} intro={report ? undefined : say.importIntro}>
      {report ? (
        <Report report={report} onAnother={() => setReport(undefined)} />
      ) : (
        <ImportForm onImported={setReport} />
      )}
    </Section>
  );
}
