import '../style/tokens.css';
import '../style/base.css';
import '../style/forms.css';
import '../style/door.css';
import '../style/top-bar.css';
import '../style/inside.css';
import '../style/dialog.css';
import '../style/recover.css';
import { show } from '../page.tsx';
import { Inside } from '../session/inside.tsx';
import { Credentials } from './credentials.tsx';

show(
  <Inside page="credentials">
    {(session, refresh) => <Credentials session={session} refresh={refresh} />}
  </Inside>,
);
