import '../style/tokens.css';
import '../style/base.css';
import '../style/forms.css';
import '../style/door.css';
import '../style/recover.css';
import { show } from '../page.tsx';
import { Recover } from './recover.tsx';

show(<Recover />);
