import '../style/tokens.css';
import '../style/base.css';
import '../style/forms.css';
import '../style/door.css';
import { show } from '../page.tsx';
import { NotMe } from './not-me.tsx';

show(<NotMe />);
