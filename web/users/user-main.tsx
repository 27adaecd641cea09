import '../style/tokens.css';
import '../style/base.css';
import '../style/forms.css';
import '../style/door.css';
import '../style/top-bar.css';
import '../style/inside.css';
import '../style/dialog.css';
import '../style/administration.css';
import '../style/policies.css';
import { show } from '../page.tsx';
import { Inside } from '../session/inside.tsx';
import { UserPage } from './user-page.tsx';

show(<Inside page="user">{session => <UserPage session={session} />}</Inside>);
