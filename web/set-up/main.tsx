import '../style/tokens.css';
import '../style/base.css';
import '../style/forms.css';
import '../style/door.css';
import { takeToken } from '../one-time-token.ts';
import { show } from '../page.tsx';
import { SetUp } from './set-up.tsx';

show(<SetUp token={takeToken()} />);
