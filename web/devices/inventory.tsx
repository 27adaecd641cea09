import { useEffect, useState } from 'preact/hooks';
import type { HardwareToken, Session } from '../api-types.ts';
import { Field } from '../components/field.tsx';
import { Content, Section } from '../components/section.tsx';
import { SelectField } from '../components/select-field.tsx';
import { ShowMore } from '../components/show-more.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { usePaged } from '../session/paged.ts';
import { TokenDialog, type TokenTask } from './token-dialog.tsx';
import { TokensTable } from './tokens-table.tsx';

type Status = 'Any' | 'Assigned' | 'Unassigned';
const statuses = [
  { value: 'Any', label: say.anyTokens },
  { value: 'Assigned', label: say.assignedTokens },
  { value: 'Unassigned', label: say.unassignedTokens },
] as const;

/** How long typing has to rest before the gateway is asked. */
const REST = 250;

/** The inventory of hardware tokens. */
export function Inventory({ caller }: { caller: Session['person'] }) {
  const [status, setStatus] = useState<Status>('Any');
  const [prefix, setPrefix] = useState('');
  const wanted = useRested(prefix);
  const pages = usePaged(
    Marker =>
      act('ListHardwareMFADevices', {
        AssignmentStatus: status,
        ...(wanted && { SerialNumberPrefix: wanted }),
        ...(Marker !== undefined && { Marker }),
      }),
    `${status} ${wanted}`,
  );
  const [asked, setAsked] = useState<{ task: TokenTask; token: HardwareToken }>();
  const first = pages.data?.[0];
  return (
    <Section title={say.inventory} intro={say.hardwareIntro}>
      <div class="toolbar">
        <Field
          name="prefix"
          label={say.serialBegins}
          type="search"
          required={false}
          autocomplete="off"
          onInput={input => setPrefix(input.value.trim())}
        />
        <SelectField
          name="status"
          label={say.assignment}
          options={statuses}
          value={status}
          onChange={setStatus}
        />
        <output class="hint">{first && countOf(first.Total, first.Unassigned)}</output>
      </div>
      <Content of={pages}>
        {loaded => {
          const tokens = loaded.flatMap(page => page.HardwareMFADevices);
          if (tokens.length === 0) {
            return <p class="empty">{first?.Total === 0 ? say.noTokens : say.noTokensFound}</p>;
          }
          return (
            <>
              <TokensTable
                tokens={tokens}
                caller={caller}
                onAsk={(task, token) => setAsked({ task, token })}
              />
              <ShowMore more={pages.more} />
            </>
          );
        }}
      </Content>
      {asked && <TokenDialog {...asked} onDone={pages.reload} onClose={() => setAsked(undefined)} />}
    </Section>
  );
}

const countOf = (total: number, unassigned: number): string =>
  fill(total === 1 ? say.inventoryOne : say.inventoryCount, { total, unassigned });

/** What was typed, once the typing rests: not every letter is a question. */
function useRested(typed: string): string {
  const [rested, setRested] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), REST);
    return () => clearTimeout(timer);
  }, [typed]);
  return rested;
}
