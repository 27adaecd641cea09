import { useState } from 'preact/hooks';
import type { ContactInformation, Device, Session, VirtualDevice } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { Content, Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { askedFor, pathOf } from '../return-to.ts';
import { act } from '../session/act.ts';
import { isDenied, type Loaded } from '../session/loaded.ts';
import { AssignWizard } from './assign-wizard.tsx';
import { DeviceRow } from './device-row.tsx';
import { ResyncDialog } from './resync-dialog.tsx';
import { Unassigned } from './unassigned.tsx';

interface Props {
  person: Session['person'];
  must: Session['must'];
  /** The session came in without a device: nobody is welcomed as new. */
  recovered: boolean;
  /** How many devices one person may have, once it is known. */
  limit: number | undefined;
  devices: Loaded<OwnDevices>;
  contact: ContactInformation | undefined;
  refresh: () => Promise<void>;
  wizard: Wizard | undefined;
  onWizard: (wizard: Wizard | undefined) => void;
}

/** What is being assigned: something new, or a virtual device that exists already. */
export type Wizard = 'new' | VirtualDevice;

/** Other pages send people here to assign a device. The mark is removed, or a reload would open the wizard again. */
export function sentToAssign(): boolean {
  if (location.hash !== '#assign') return false;
  history.replaceState(null, '', location.pathname + location.search);
  return true;
}

export async function loadDevices() {
  const [assigned, unassigned] = await Promise.all([
    act('ListMFADevices', {}),
    // Without the right to list them the assigned ones are of use all the same.
    loadUnassigned().catch(error => {
      if (isDenied(error)) return [];
      throw error;
    }),
  ]);
  return { devices: assigned.MFADevices, unassigned };
}

/** An administrator is shown everybody's; these are the few that he made himself. */
async function loadUnassigned(Marker?: string): Promise<VirtualDevice[]> {
  const page = await act('ListVirtualMFADevices', {
    AssignmentStatus: 'Unassigned',
    MaxItems: 1000,
    ...(Marker !== undefined && { Marker }),
  });
  const own = page.VirtualMFADevices.filter(device => device.CreatedByCaller);
  return page.Marker === undefined ? own : [...own, ...(await loadUnassigned(page.Marker))];
}

export type OwnDevices = Awaited<ReturnType<typeof loadDevices>>;

function adviceFor({ kind }: Session['person'], count: number, full: boolean): string {
  if (count > 1) return say.lostAnybody;
  if (!full) return say.addSecond;
  return kind === 'owner' ? say.lostOwnerOnlyOne : say.lostUser;
}

function welcomeFor(must: Session['must']): string {
  if (must === 'enrol') return say.mustEnrol;
  const url = askedFor();
  return url ? fill(say.assignToContinue, { path: pathOf(url) }) : say.welcome;
}

export function DevicesSection(props: Props) {
  const { person, must, recovered, limit, devices, contact, refresh, wizard, onWizard } = props;
  // The wizard was opened by the address.
  const [sent] = useState(wizard === 'new');
  const [resyncing, setResyncing] = useState<Device>();
  const assigned = devices.data?.devices ?? [];
  const count = assigned.length;
  const full = limit !== undefined && count >= limit;
  const manageable = devices.data && (!full || assigned.some(({ Kind }) => Kind !== 'fido'));

  async function changed() {
    await devices.reload();
    await refresh();
  }

  return (
    <Section
      anchor="devices"
      title={say.mfaSection}
      intro={`${say.mfaSectionIntro} ${limit !== undefined && limit > 1 ? say.assignTwo : ''}`}
      actions={
        manageable && (
          <Button look={count === 0 && !recovered ? 'primary' : 'plain'} onClick={() => onWizard('new')}>
            {count === 0 ? say.assignDevice : say.manageDevice}
          </Button>
        )
      }
    >
      <Content of={devices}>
        {({ devices: mine, unassigned }) => (
          <>
            {mine.length === 0 ? (
              <p class="empty">{say.noDevices}</p>
            ) : (
              <ul class="rows">
                {mine.map(device => (
                  <DeviceRow key={device.SerialNumber} device={device} onChange={changed} />
                ))}
              </ul>
            )}
            {full && (
              <Notice tone="info">
                {limit === 1 ? say.deviceFull : fill(say.devicesFull, { most: limit })}
              </Notice>
            )}
            <Unassigned devices={unassigned} onAssign={full ? undefined : onWizard} onChange={changed} />
            {mine.length > 0 && !recovered && (
              <p class="hint apart">{adviceFor(person, mine.length, full)}</p>
            )}
          </>
        )}
      </Content>
      {wizard && (
        <AssignWizard
          person={person}
          contact={contact}
          welcome={sent && count === 0 && !recovered ? welcomeFor(must) : ''}
          waiting={devices.data?.unassigned.map(device => device.DeviceName) ?? []}
          devices={assigned}
          full={full}
          existing={wizard === 'new' ? undefined : wizard}
          recovered={recovered}
          maySkip={must !== 'enrol'}
          onChange={devices.reload}
          onResync={device => {
            onWizard(undefined);
            setResyncing(device);
          }}
          onClose={() => {
            onWizard(undefined);
            void changed();
          }}
        />
      )}
      {resyncing && (
        <ResyncDialog device={resyncing} onChange={changed} onClose={() => setResyncing(undefined)} />
      )}
    </Section>
  );
}
