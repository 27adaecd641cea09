import { useEffect, useRef } from 'preact/hooks';
import type { ImportReport } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { downloadReport } from './report-file.ts';

/** So many lines fit a page; the file has them all. */
const SHOWN = 200;
const outcomes = { imported: say.imported, skipped: say.outcomeSkipped, refused: say.outcomeRefused };

export function Report({ report, onAnother }: { report: ImportReport; onAnother: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone.
  useEffect(() => box.current?.focus(), []);
  const notable = report.Lines.filter(line => line.Outcome !== 'imported');
  // Said by itself: among many lines it would be below those that are shown.
  const stop = report.Complete ? undefined : notable.at(-1);
  return (
    <>
      <Notice tone={report.Complete ? 'done' : 'warning'} box={box}>
        {report.Complete ? say.importComplete : say.importIncomplete}
      </Notice>
      {stop && <p>{fill(say.stoppedAt, { line: stop.Line, reason: stop.Reason ?? '' })}</p>}
      <Facts>
        <Fact name={say.imported}>
          <strong class="count">{report.Imported}</strong>
        </Fact>
        <Fact name={say.skippedLines}>
          <strong class="count">{report.Skipped}</strong>
        </Fact>
        <Fact name={say.refusedLines}>
          <strong class="count">{report.Refused}</strong>
        </Fact>
      </Facts>
      {report.LinesOmitted > 0 && <p>{fill(say.linesOmitted, { count: report.LinesOmitted })}</p>}
      {notable.length > 0 && <LinesTable lines={notable.slice(0, SHOWN)} all={notable.length} />}
      <div class="buttons">
        <Button look="primary" onClick={onAnother}>
          {say.importAnother}
        </Button>
        <a class="button plain" href="#inventory">
          {say.toInventory}
        </a>
        {report.Lines.length > 0 && (
          <Button look="quiet" onClick={() => downloadReport(report.Lines)}>
            {say.downloadReport}
          </Button>
        )}
      </div>
    </>
  );
}

function LinesTable({ lines, all }: { lines: ImportReport['Lines']; all: number }) {
  return (
    <>
      <h3>{say.linesNotImported}</h3>
      {all > lines.length && <p class="hint">{fill(say.firstLines, { count: lines.length, all })}</p>}
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{say.line}</th>
            <th scope="col">{say.serialNumber}</th>
            <th scope="col">{say.outcome}</th>
            <th scope="col">{say.reason}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={`${line.Line} ${line.SerialNumber}`}>
              <th scope="row">{line.Line}</th>
              <td data-column={say.serialNumber}>
                <span class="mono">{line.SerialNumber ?? ''}</span>
              </td>
              <td data-column={say.outcome}>{outcomes[line.Outcome]}</td>
              <td data-column={say.reason}>
                {line.Reason ?? (line.Outcome === 'skipped' ? say.wasThere : '')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
