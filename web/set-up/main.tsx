import '../style/tokens.css';
import '../style/base.css';
import '../style/forms.css';
import '../style/door.css';
import { show } from '../page.tsx';
import { SetUp } from './set-up.tsx';
import { takeToken } from './token.ts';

show(<SetUp token={takeToken()} />);
