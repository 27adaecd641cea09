import type { Session } from '../api-types.ts';
import { Heading } from '../components/heading.tsx';
import { Tabs } from '../components/tabs.tsx';
import * as say from '../messages.ts';
import { AdministratorsOnly } from '../session/administrators-only.tsx';
import { Fleet } from './fleet.tsx';
import { ImportTokens } from './import-tokens.tsx';
import { Inventory } from './inventory.tsx';

/** The MFA devices of the whole account: those in use, those in the drawer, and how they get there. */
export function DevicesPage({ session: { person } }: { session: Session }) {
  return (
    <AdministratorsOnly person={person} title={say.devicesPage}>
      <Heading quiet>{say.devicesPage}</Heading>
      <Tabs
        label={say.devicesPage}
        tabs={[
          { name: 'fleet', title: say.fleet, content: () => <Fleet caller={person} /> },
          { name: 'inventory', title: say.hardwareTokens, content: () => <Inventory caller={person} /> },
          { name: 'import', title: say.importTokens, content: () => <ImportTokens /> },
        ]}
      />
    </AdministratorsOnly>
  );
}
